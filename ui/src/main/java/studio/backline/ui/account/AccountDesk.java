package studio.backline.ui.account;

import java.util.List;
import java.util.UUID;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.signin.FactorDuty;
import studio.backline.ui.caller.SignedIn;

/** What a person may do with their own account, and with no other. */
final class AccountDesk {

    private final SignedIn signedIn;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final FactorDuty duty;

    AccountDesk(
            SignedIn signedIn,
            Accounts accounts,
            Sessions sessions,
            SecondFactors factors,
            FactorDuty duty) {
        this.signedIn = signedIn;
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.duty = duty;
    }

    /**
     * What one proves oneself with beside the password.
     *
     * @param any whether it is anything that can be used here
     * @param codes recovery codes that are left
     * @param must whether one must have one
     */
    record Factors(boolean any, boolean app, int passkeys, int codes, boolean must) {}

    Factors factors() {
        AccountId me = me().accountId();
        return new Factors(
                factors.any(me),
                factors.hasApp(me),
                factors.passkeys().usable(me),
                factors.recoveryCodes().left(me),
                duty.binds(me));
    }

    void endOthers() {
        sessions.endOthers(me().accountId(), me().session());
    }

    Account mine() {
        return accounts.find(me().accountId())
                .orElseThrow(() -> new IdentityException(IdentityError.ACCOUNT_UNKNOWN));
    }

    void rename(String name) {
        accounts.rename(me().accountId(), name);
    }

    /** Ends all other sessions too. */
    void changePassword(String present, String next) {
        accounts.changePassword(me().accountId(), present, next, sessions, me().session());
    }

    List<Sessions.Seen> sessions() {
        return sessions.list(me().accountId(), me().session());
    }

    void end(UUID session) {
        sessions.end(me().accountId(), session);
    }

    private AccountPrincipal me() {
        return signedIn.require();
    }
}
