package studio.backline.platform.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import studio.backline.contract.mail.MailFault;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.contract.mail.OutgoingMail;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.mail.bounce.Bounces;
import studio.backline.platform.mail.bounce.MessageIds;
import studio.backline.platform.mail.dns.DomainRecords;
import studio.backline.platform.mail.form.LetterParts;
import studio.backline.platform.outbound.OutboundSockets;

/**
 * Tries out how mail is to be set up, before it is, and looks up what a domain says of its mail.
 */
@Component
public class MailCheck {

    private final MailTransports transports;
    private final Operators operators;
    private final ObjectProvider<OutboundSockets> sockets;
    private final Bounces bounces;

    MailCheck(
            MailTransports transports,
            Operators operators,
            ObjectProvider<OutboundSockets> sockets,
            Bounces bounces) {
        this.transports = transports;
        this.operators = operators;
        this.sockets = sockets;
        this.bounces = bounces;
    }

    /**
     * How a try ended.
     *
     * @param fault what keeps letters from leaving; empty where one left
     * @param reply what was said by whoever was asked, or what was met, for people
     */
    public record Finding(Optional<MailFault> fault, String reply) {}

    /**
     * The box of letters that come back, as it was found when it was last looked into.
     *
     * @param fault what keeps it from being read
     * @param since when
     */
    public record UnreadBox(MailFault fault, Instant since) {}

    /**
     * What a domain publishes for whoever gets mail in its name, each record as it stands there.
     *
     * @param domain in ASCII
     * @param spf which servers send for it (RFC 7208); receivers take two as none
     * @param dkim the key that signatures are checked with (RFC 6376); empty, too, where no
     *     selector was given
     * @param dmarc what to do with letters that pass neither (RFC 7489), of it or of a domain above
     */
    public record Published(
            String domain, List<String> spf, List<String> dkim, List<String> dmarc) {

        /** Copies the lists. */
        public Published {
            spf = List.copyOf(spf);
            dkim = List.copyOf(dkim);
            dmarc = List.copyOf(dmarc);
        }
    }

    /**
     * Hands a letter over at once, to whoever asks; it is in no list. Takes up to two minutes.
     *
     * @throws IdentityException {@code NOT_ALLOWED} for whoever is no operator
     */
    public Finding tryOut(AccountId by, MailSettings settings, EmailAddress to, Locale language) {
        requireOperator(by);
        String sender = settings.from().asciiHost();
        LetterText text =
                HouseLetters.in(language).test(sender.substring(sender.lastIndexOf('@') + 1));
        OutgoingMail letter =
                new OutgoingMail(
                        MessageIds.of(TimeOrderedUuid.next(), settings.from()),
                        sender,
                        settings.fromName(),
                        to.asciiHost(),
                        text.subject(),
                        LetterParts.text(text),
                        LetterParts.html(text));
        return finding(transports.of(settings).send(letter));
    }

    private static Finding finding(MailOutcome outcome) {
        return switch (outcome) {
            case MailOutcome.Accepted done -> new Finding(Optional.empty(), done.reply());
            case MailOutcome.Later later -> found(MailFault.BUSY, later.reply());
            case MailOutcome.Unavailable none -> found(none.fault(), none.reply());
            case MailOutcome.Refused refused -> found(refused.fault(), refused.reply());
            case MailOutcome.Unknown unknown -> found(MailFault.BROKEN, unknown.reply());
        };
    }

    private static Finding found(MailFault fault, String reply) {
        return new Finding(Optional.of(fault), reply);
    }

    /**
     * Asks the mail server that is set whether it is there, encrypts and lets this house sign in,
     * within some seconds and without a letter. Of a plugin it is only seen whether it runs.
     */
    public Optional<MailFault> look(MailSettings settings) {
        return transports.look(settings).map(MailOutcome.Unavailable::fault);
    }

    /**
     * Opens the box of letters that come back with what was typed, within some seconds; nothing in
     * it is read.
     *
     * @return empty where no box is named
     * @throws IdentityException {@code NOT_ALLOWED} for whoever is no operator
     */
    public Optional<Finding> tryBox(AccountId by, MailSettings settings) {
        requireOperator(by);
        return settings.bounces()
                .map(
                        box ->
                                bounces.tryOut(box)
                                        .map(MailCheck::finding)
                                        .orElseGet(() -> new Finding(Optional.empty(), "")));
    }

    /** What keeps the box from being read: asked now, or else met when it was last looked into. */
    public Optional<MailFault> lookAtBox(MailSettings settings) {
        return settings.bounces()
                .flatMap(bounces::tryOut)
                .map(MailOutcome.Unavailable::fault)
                .or(() -> unreadBox().map(UnreadBox::fault));
    }

    /** What kept the box that is set from being read when it was last looked into. */
    public Optional<UnreadBox> unreadBox() {
        return bounces.unread().map(each -> new UnreadBox(each.fault(), each.since()));
    }

    /**
     * What the sender's domain publishes, looked up now.
     *
     * @param selector under which its DKIM key is published, or empty where nobody knows
     * @return empty where the names of this machine cannot be asked
     */
    public Optional<Published> published(AccountId by, EmailAddress from, String selector) {
        requireOperator(by);
        String sender = from.asciiHost();
        try {
            DomainRecords records =
                    new DomainRecords(
                            name -> sockets.getObject().texts("house.mail", name, "mail-records"));
            return records.of(sender.substring(sender.lastIndexOf('@') + 1), selector);
        } catch (OutboundRefusedException e) {
            return Optional.empty();
        }
    }

    private void requireOperator(AccountId by) {
        if (!operators.contains(by)) {
            throw new IdentityException(IdentityError.NOT_ALLOWED);
        }
    }
}
