package studio.backline.platform.identity.mailed;

import studio.backline.contract.tenancy.AccountId;

/** There is a new account. */
public record AccountCreated(AccountId account) implements AccountEvent {}
