package studio.backline.platform.identity.mailed;

import studio.backline.contract.tenancy.AccountId;

/** What the person of an account is written to about; told in the transaction that does it. */
public sealed interface AccountEvent permits PasswordChanged, AccountCreated, AddressChanged {

    /** Whose. */
    AccountId account();
}
