package studio.backline.ui.account;

import java.util.List;
import java.util.UUID;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Sessions;
import studio.backline.ui.caller.SignedIn;

/** What a person may do with their own account, and with no other. */
final class AccountDesk {

    private final SignedIn signedIn;
    private final Accounts accounts;
    private final Sessions sessions;

    AccountDesk(SignedIn signedIn, Accounts accounts, Sessions sessions) {
        this.signedIn = signedIn;
        this.accounts = accounts;
        this.sessions = sessions;
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
