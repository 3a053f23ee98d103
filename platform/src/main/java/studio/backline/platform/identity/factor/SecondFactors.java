package studio.backline.platform.identity.factor;

import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.passkey.Passkeys;

/**
 * The second factors of accounts. A passkey is two at once: the device, and the finger or number
 * that opens it.
 *
 * @param authenticators apps that show codes
 * @param recoveryCodes for whoever has lost the app
 * @param passkeys bound to this house's domain
 */
public record SecondFactors(
        Authenticators authenticators, RecoveryCodes recoveryCodes, Passkeys passkeys) {

    /** Whether the account has one that can be used here. */
    public boolean any(AccountId account) {
        return hasApp(account) || passkeys.usable(account) > 0;
    }

    /**
     * Whether a password is not enough: also where its passkeys are for a name that the house had
     * before, and only a recovery code helps.
     */
    public boolean asked(AccountId account) {
        return hasApp(account) || !passkeys.of(account).isEmpty();
    }

    /** Whether a code is what it is asked for, be it one for recovery. */
    public boolean takesCode(AccountId account) {
        return asked(account) && (hasApp(account) || passkeys.usable(account) == 0);
    }

    /** Whether the account has an authenticator app. */
    public boolean hasApp(AccountId account) {
        return authenticators.since(account).isPresent();
    }
}
