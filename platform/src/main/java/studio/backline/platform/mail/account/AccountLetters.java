package studio.backline.platform.mail.account;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
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

    private static final Duration NOTICE = Duration.ofDays(3);

    private final Mail mail;
    private final Accounts accounts;
    private final Sending sending;
    private final Environment environment;

    AccountLetters(Mail mail, Accounts accounts, Sending sending, Environment environment) {
        this.mail = mail;
        this.accounts = accounts;
        this.sending = sending;
        this.environment = environment;
    }

    /** Whether letters with links leave the house; else its pages say what to do instead. */
    public boolean areSent() {
        return mail.isSet() && house().isPresent() && !sending.isPaused();
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

    private void plan(String kind, Account to, Optional<String> link, Duration goodFor) {
        LetterText text = HouseLetters.in(language(to.id())).letter(kind, link, to.displayName());
        mail.plan(new Letter(kind, Optional.empty(), to.email(), text, goodFor));
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
