package studio.backline.ui.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.PasswordPolicy;

/** All that is wrong with what somebody typed to get an account, for a page that tells it. */
public final class AccountFaults {

    /** What a page calls the fault of a password. */
    public static final String PASSWORD = "wrongPassword";

    private static final String NAME = "wrongName";
    private static final String MAIL = "wrongMail";

    private final PasswordPolicy passwords;

    AccountFaults(PasswordPolicy passwords) {
        this.passwords = passwords;
    }

    /** By what a page calls them; empty where all is well. */
    public Map<String, String> of(String name, String mail, String password, Locale reader) {
        try {
            return of(name, Optional.of(new EmailAddress(mail)), password, reader);
        } catch (IdentityException e) {
            Map<String, String> wrong = of(name, Optional.empty(), password, reader);
            wrong.put(MAIL, e.text(reader));
            return wrong;
        }
    }

    /** The same, of an address that was not typed. */
    public Map<String, String> of(String name, EmailAddress mail, String password, Locale reader) {
        return of(name, Optional.of(mail), password, reader);
    }

    private Map<String, String> of(
            String name, Optional<EmailAddress> mail, String password, Locale reader) {
        Map<String, String> wrong = new HashMap<>();
        Accounts.checkName(name).ifPresent(e -> wrong.put(NAME, e.text(reader)));
        passwords.check(password, mail, name).ifPresent(e -> wrong.put(PASSWORD, e.text(reader)));
        return wrong;
    }
}
