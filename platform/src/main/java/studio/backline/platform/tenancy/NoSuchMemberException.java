package studio.backline.platform.tenancy;

import studio.backline.contract.tenancy.AccountId;

/** Somebody does not belong to the workspace. */
public final class NoSuchMemberException extends TenancyException {

    private static final long serialVersionUID = 1L;

    NoSuchMemberException(AccountId account) {
        super(
                "tenancy.no-such-member",
                "The account '%s' does not belong to this workspace.".formatted(account));
    }
}
