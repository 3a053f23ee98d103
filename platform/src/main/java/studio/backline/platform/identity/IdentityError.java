package studio.backline.platform.identity;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What can be wrong, each with a text in {@code identity*.properties}. */
public enum IdentityError {
    /** Address or password is wrong, or there is no such account: never said which. */
    SIGN_IN_FAILED,
    /** Too many wrong tries; wait. The first argument is the number of seconds. */
    TOO_MANY_TRIES,
    /** The server checks too many passwords at once. */
    BUSY,
    /** Not an e-mail address. */
    EMAIL_INVALID,
    /** Another account has this address. */
    EMAIL_TAKEN,
    /** The name is empty or longer than 200 characters. */
    NAME_INVALID,
    /** Fewer characters than the first argument. */
    PASSWORD_TOO_SHORT,
    /** More bytes than the first argument. */
    PASSWORD_TOO_LONG,
    /** Easily guessed. */
    PASSWORD_WEAK,
    /** Like the name, the address or the product. */
    PASSWORD_PERSONAL,
    /** The present password is wrong. */
    PASSWORD_WRONG,
    /** The code is none of the authenticator's of now, and no recovery code. */
    SECOND_FACTOR_WRONG,
    /** The second step took too long, or the password was changed meanwhile. */
    SECOND_STEP_OVER,
    /** A password alone does not prove enough: the account has a passkey and no code. */
    SECOND_FACTOR_MISSING,
    /** The passkey is not one of this house's, or did not prove it. */
    PASSKEY_REFUSED,
    /** Owners and operators keep at least one second factor. */
    LAST_FACTOR,
    /** Its person has not proven of late who they are. */
    NOT_CONFIRMED,
    /** The link was used, has expired, or the password is another since. */
    RESET_INVALID,
    /** The link about an address was used, stopped, has expired, or another took its place. */
    ADDRESS_LINK_INVALID,
    /** The account has this address. */
    ADDRESS_SAME,
    /** The new mailbox has not confirmed, or the present one may still object. */
    ADDRESS_WAITS,
    /** The one-time code of the first run is wrong. */
    CODE_WRONG,
    /** The first run is over. */
    FIRST_RUN_DONE,
    /** Only who was invited makes an account. */
    REGISTRATION_CLOSED,
    /** Nobody makes an account, invited or not. */
    ACCOUNTS_CLOSED,
    /** Nobody makes an account, so an address without one cannot be invited. */
    INVITATION_WITHOUT_ACCOUNT,
    /** The invitation was used, withdrawn, has expired, or never was. */
    INVITATION_INVALID,
    /** The invitation is for another address. */
    INVITATION_FOR_ANOTHER,
    /** The house is not for several artists, so no further workspace is made. */
    ONE_WORKSPACE,
    /** The account belongs to the workspace already. */
    ALREADY_MEMBER,
    /** The caller's role does not allow it. */
    NOT_ALLOWED,
    /** One operator must remain. */
    LAST_OPERATOR,
    /** There is no such account. */
    ACCOUNT_UNKNOWN;

    private static final String BUNDLE = "i18n.identity";

    /** English is the bundle without a language; the machine's own language has no say. */
    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** The key of its text: {@code identity.error.sign-in-failed}. */
    public String key() {
        return "identity.error." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String text(Locale language, Object... arguments) {
        ResourceBundle bundle =
                ResourceBundle.getBundle(
                        BUNDLE, language, IdentityError.class.getClassLoader(), CONTROL);
        return new MessageFormat(bundle.getString(key()), language).format(arguments);
    }
}
