package studio.backline.platform.identity.mailed;

import studio.backline.contract.tenancy.AccountId;

/**
 * Told in the transaction that changes what an account proves itself with, by whomever, so that its
 * person can be told.
 *
 * @param change what happened
 */
public record FactorsChanged(AccountId account, Change change) {

    /** What happened; its name in lower case is the kind of its letter. */
    public enum Change {
        /** An app or a passkey more. */
        FACTOR_ADDED,
        /** An app or a passkey less. */
        FACTOR_REMOVED,
        /** Whoever has the machine took all of them away. */
        FACTORS_LOST,
        /** A recovery code opened the door. */
        RECOVERY_USED,
        /** A browser that stayed signed in has a copy. */
        BROWSER_COPIED
    }
}
