package studio.backline.platform.tenancy;

import studio.backline.contract.tenancy.WorkspaceId;

/** There is no such workspace. */
public final class NoSuchWorkspaceException extends TenancyException {

    private static final long serialVersionUID = 1L;

    NoSuchWorkspaceException(WorkspaceId workspace) {
        super(
                "tenancy.no-such-workspace",
                "There is no workspace '%s'. It may have been closed.".formatted(workspace));
    }
}
