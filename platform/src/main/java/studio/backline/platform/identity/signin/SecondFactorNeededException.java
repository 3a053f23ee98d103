package studio.backline.platform.identity.signin;

import org.springframework.security.core.AuthenticationException;

/** The password was right, and the account has a second factor: nobody is signed in yet. */
public final class SecondFactorNeededException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final HalfSignedIn half;

    SecondFactorNeededException(HalfSignedIn half) {
        super("A second factor is needed.");
        this.half = half;
    }

    /** Who is at the door, for the second step. */
    public HalfSignedIn half() {
        return half;
    }
}
