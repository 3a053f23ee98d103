package studio.backline.testkit.flat;

import java.util.Optional;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;

/** Makes workspaces by the core's own means. */
final class FlatWorkspaces {

    private FlatWorkspaces() {}

    static Caller create(Platform platform, AccountId owner, String slug) {
        Object workspace =
                platform.call(
                        "tenancy.Workspaces",
                        platform.bean("tenancy.Workspaces"),
                        "create",
                        "Test",
                        slug,
                        owner);
        WorkspaceId id = (WorkspaceId) platform.call("tenancy.Workspace", workspace, "id");
        platform.call(
                "encryption.WorkspaceKeys",
                platform.bean("encryption.WorkspaceKeys"),
                "create",
                id);
        return new Caller(id, Optional.of(owner), Role.OWNER);
    }
}
