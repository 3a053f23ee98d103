package studio.backline.ui.account;

import java.time.Instant;
import java.util.Optional;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.mailed.AddressClaimRows.Claim;
import studio.backline.platform.identity.mailed.AddressClaims;
import studio.backline.platform.identity.signin.Confirmation;
import studio.backline.platform.mail.account.AccountLetters;
import studio.backline.ui.caller.SignedIn;

/** A person's own address: whether it is known to be theirs, and another one. */
final class AddressDesk {

    private final SignedIn signedIn;
    private final AddressClaims claims;
    private final AccountLetters letters;
    private final Confirmation confirmation;

    AddressDesk(
            SignedIn signedIn,
            AddressClaims claims,
            AccountLetters letters,
            Confirmation confirmation) {
        this.signedIn = signedIn;
        this.claims = claims;
        this.letters = letters;
        this.confirmation = confirmation;
    }

    /** Since when it is known. */
    Optional<Instant> verifiedAt() {
        return claims.verifiedAt(me().accountId());
    }

    /** What is under way to another one. */
    Optional<Claim> change() {
        return claims.pending(me().accountId()).filter(Claim::isChange);
    }

    /** Whether the person has proven of late who they are, as a change asks. */
    boolean isProven() {
        return confirmation.isFresh(me());
    }

    /** Whether the house can ask a mailbox. */
    boolean asks() {
        return letters.canBeWritten();
    }

    void verify() {
        claims.verify(me().accountId(), letters::verify);
    }

    void change(String typed) {
        EmailAddress next = new EmailAddress(typed);
        if (asks()) {
            claims.change(me(), next, letters::change);
        } else {
            claims.changeWithoutMail(me(), next);
        }
    }

    void finish() {
        claims.finish(me());
    }

    void withdraw() {
        claims.withdraw(me());
    }

    private AccountPrincipal me() {
        return signedIn.require();
    }
}
