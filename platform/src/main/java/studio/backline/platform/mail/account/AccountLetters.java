package studio.backline.platform.mail.account;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.mailed.AccountCreated;
import studio.backline.platform.identity.mailed.AddressChanged;
import studio.backline.platform.identity.mailed.AddressClaims;
import studio.backline.platform.identity.mailed.FactorsChanged;
import studio.backline.platform.identity.mailed.PasswordChanged;
import studio.backline.platform.identity.mailed.PasswordReset;
import studio.backline.platform.mail.HouseLetters;
import studio.backline.platform.mail.Letter;
import studio.backline.platform.mail.LetterText;
import studio.backline.platform.mail.Mail;
import studio.backline.platform.work.Sending;

/**
 * Plans letters to those who have an account, each in the transaction that causes it and in its
 * reader's language. Links lead below the address that the house was given, whatever a request
 * calls it.
 */
@Component
public class AccountLetters {

    /** Where one asks for a new password. */
    public static final String FORGOTTEN = "/sign-in/forgotten";

    /** Where the link of a new password leads, with its token behind it. */
    public static final String RESET = "/sign-in/reset/";

    /** Where the links about an address lead, with their tokens behind it. */
    public static final String ADDRESS = "/address/";

    private static final Duration NOTICE = Duration.ofDays(3);

    private final Mail mail;
    private final Accounts accounts;
    private final AddressClaims claims;
    private final Sending sending;
    private final Environment environment;

    AccountLetters(
            Mail mail,
            Accounts accounts,
            AddressClaims claims,
            Sending sending,
            Environment environment) {
        this.mail = mail;
        this.accounts = accounts;
        this.claims = claims;
        this.sending = sending;
        this.environment = environment;
    }

    /** Whether letters with links leave the house; else its pages say what to do instead. */
    public boolean areSent() {
        return canBeWritten() && !sending.isPaused();
    }

    /** Whether letters with links are planned, if only for when sending is not paused any more. */
    public boolean canBeWritten() {
        return mail.isSet() && house().isPresent();
    }

    /** The link by which somebody shows that the mailbox of their address is theirs. */
    public void verify(AddressClaims.Asked asked) {
        plan(
                "address-check",
                asked.account(),
                link(ADDRESS + asked.newToken()),
                AddressClaims.GOOD_FOR);
    }

    /** Asks both ends of a change of address. */
    public void change(AddressClaims.Asked asked) {
        Account account = asked.account();
        if (asked.taken()) {
            plan("address-taken", account, asked.next(), Optional.empty(), NOTICE);
        } else {
            plan(
                    "address-new",
                    account,
                    asked.next(),
                    link(ADDRESS + asked.newToken()),
                    AddressClaims.GOOD_FOR);
        }
        plan(
                "address-old",
                account,
                asked.oldToken().flatMap(token -> link(ADDRESS + token)),
                AddressClaims.GOOD_FOR);
    }

    /** Asks whoever has a new account to show that the mailbox is theirs, unless that is known. */
    @EventListener
    void on(AccountCreated created) {
        if (!canBeWritten()) {
            return;
        }
        // Whether it came by a link in that mailbox is known at the end.
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        if (accounts.verifiedAt(created.account()).isEmpty()) {
                            claims.verify(created.account(), AccountLetters.this::verify);
                        }
                    }
                });
    }

    /** Tells the former mailbox. */
    @EventListener
    void on(AddressChanged changed) {
        if (mail.isSet()) {
            accounts.find(changed.account())
                    .ifPresent(
                            it ->
                                    plan(
                                            "address-changed",
                                            it,
                                            changed.former(),
                                            Optional.empty(),
                                            NOTICE));
        }
    }

    /** The link by which somebody sets a new password. */
    public void reset(PasswordReset.Asked asked) {
        link(RESET + asked.token())
                .ifPresent(
                        link ->
                                plan(
                                        "password-reset",
                                        asked.account(),
                                        Optional.of(link),
                                        PasswordReset.GOOD_FOR));
    }

    /** Tells whose password is another since now. */
    @EventListener
    void on(PasswordChanged changed) {
        if (mail.isSet()) {
            accounts.find(changed.account())
                    .ifPresent(it -> plan("password-changed", it, link(FORGOTTEN), NOTICE));
        }
    }

    /** Tells whose second factors are others since now, or were used by a copy. */
    @EventListener
    void on(FactorsChanged changed) {
        if (mail.isSet()) {
            String kind = changed.change().name().toLowerCase(Locale.ROOT).replace('_', '-');
            accounts.find(changed.account())
                    .ifPresent(it -> plan(kind, it, link("/account"), NOTICE));
        }
    }

    private void plan(String kind, Account to, Optional<String> link, Duration goodFor) {
        plan(kind, to, to.email(), link, goodFor);
    }

    private void plan(
            String kind, Account to, EmailAddress at, Optional<String> link, Duration goodFor) {
        LetterText text = HouseLetters.in(language(to.id())).letter(kind, link, to.displayName());
        mail.plan(new Letter(kind, Optional.empty(), at, text, goodFor));
    }

    private Locale language(AccountId account) {
        return accounts.taste(account)
                .language()
                .map(Locale::forLanguageTag)
                .orElse(Locale.ENGLISH);
    }

    private Optional<String> link(String path) {
        return house().map(address -> address.resolve(path).toString());
    }

    private Optional<URI> house() {
        return Optional.of(environment.getProperty("backline.web.address", ""))
                .filter(text -> !text.isEmpty())
                .map(URI::create);
    }
}
