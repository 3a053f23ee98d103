package studio.backline.platform.identity.mailed;

import studio.backline.contract.tenancy.AccountId;

/** An account has another password, by whomever. */
public record PasswordChanged(AccountId account) implements AccountEvent {}
