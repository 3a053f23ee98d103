package studio.backline.platform.identity.signin;

import java.util.Locale;
import org.springframework.security.core.AuthenticationException;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;

/** A sign-in was refused: what Spring Security wants to see, over an {@link IdentityException}. */
public final class SignInRefusedException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final IdentityException reason;

    SignInRefusedException(IdentityException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    /** What is wrong. */
    public IdentityError error() {
        return reason.error();
    }

    /** The text in a language. */
    public String text(Locale language) {
        return reason.text(language);
    }
}
