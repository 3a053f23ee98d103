package studio.backline.ui.registration;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.Invitations;
import studio.backline.platform.mail.HouseLetters;
import studio.backline.platform.mail.Letter;
import studio.backline.platform.mail.Mail;
import studio.backline.platform.tenancy.WorkspaceActs;
import studio.backline.platform.work.Sending;
import studio.backline.ui.text.HostTexts;

/** Makes invitations, and plans the letter in the same transaction where the house sends mail. */
final class InvitationPost {

    private final Invitations invitations;
    private final Accounts accounts;
    private final Mail mail;
    private final Sending sending;
    private final WorkspaceActs acts;
    private final Optional<URI> house;

    /**
     * @param house where people find the house, whatever address a browser came by; without it
     *     nothing is mailed
     */
    InvitationPost(
            Invitations invitations,
            Accounts accounts,
            Mail mail,
            Sending sending,
            WorkspaceActs acts,
            Optional<URI> house) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.mail = mail;
        this.sending = sending;
        this.acts = acts;
        this.house = house;
    }

    /** How an invitation comes to whom it is for. */
    enum Way {
        /** A letter is on its way. */
        MAILED,
        /** By hand: the house sends no mail. */
        NO_MAIL,
        /** By hand: nobody has said where others find the house. */
        NO_ADDRESS,
        /** By hand: whoever invites has not shown that their own mailbox is theirs. */
        NOT_VERIFIED,
        /** By hand: sending is paused. */
        PAUSED,
        /** By hand: what was sent to the address came back for good. */
        CLOSED
    }

    /**
     * An invitation that was made.
     *
     * @param token the part of the link that proves it
     */
    record Made(Way way, String token) {}

    /** The way that an invitation to this address would take now. */
    Way way(Caller by, EmailAddress to) {
        if (!mail.isSet()) {
            return Way.NO_MAIL;
        }
        if (house.isEmpty()) {
            return Way.NO_ADDRESS;
        }
        if (!isTrusted(by)) {
            return Way.NOT_VERIFIED;
        }
        if (sending.isPaused()) {
            return Way.PAUSED;
        }
        return mail.isClosed(to) ? Way.CLOSED : Way.MAILED;
    }

    /** Else a stranger with an invented address has the house write to other strangers. */
    private boolean isTrusted(Caller by) {
        return by.account()
                .flatMap(accounts::find)
                .filter(it -> it.operator() || accounts.verifiedAt(it.id()).isPresent())
                .isPresent();
    }

    /** Whether any invitation can be mailed. */
    boolean mails() {
        return mail.isSet() && house.isPresent() && !sending.isPaused();
    }

    /** The link of an invitation; empty where only a browser knows where the house is. */
    Optional<String> link(String token) {
        return house.map(address -> address.resolve("/invitation/" + token).toString());
    }

    /** Invites. */
    Made invite(Caller by, EmailAddress to, Invitations.Place place) {
        return acts.act(
                by,
                () -> {
                    Invitations.Created made = invitations.create(by, to, place);
                    Way way = way(by, to);
                    if (way == Way.MAILED) {
                        invitations.markMailed(made.invitation());
                        plan(by, made);
                    }
                    return new Made(way, made.token());
                });
    }

    private void plan(Caller by, Invitations.Created made) {
        String inviter =
                by.account().flatMap(accounts::find).map(Account::displayName).orElseThrow();
        Invitations.Pending invitation = made.invitation();
        mail.plan(
                new Letter(
                        "invitation",
                        Optional.of(by.workspace()),
                        invitation.email(),
                        HouseLetters.in(language(invitation.email()))
                                .invitation(
                                        inviter,
                                        invitations.workspaceName(invitation).orElseThrow(),
                                        invitation,
                                        link(made.token()).orElseThrow()),
                        Invitations.GOOD_FOR));
    }

    /** Of the reader, where it is known; else of whoever invites. */
    private Locale language(EmailAddress reader) {
        return accounts.find(reader)
                .flatMap(known -> accounts.taste(known.id()).language())
                .map(Locale::forLanguageTag)
                .orElseGet(HostTexts::readerLocale);
    }
}
