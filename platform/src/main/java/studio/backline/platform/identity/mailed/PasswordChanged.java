package studio.backline.platform.identity.mailed;

import studio.backline.contract.tenancy.AccountId;

/**
 * Told in the transaction that gives an account another password, by whomever, so that its person
 * can be told.
 */
public record PasswordChanged(AccountId account) {}
