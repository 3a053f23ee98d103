package studio.backline.platform.identity.signin;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A code for the second step, as Spring Security carries it. */
public final class SecondStepToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final HalfSignedIn half;
    private final String code;

    /**
     * Not judged yet.
     *
     * @param half who is at the door
     * @param code as typed
     */
    public SecondStepToken(HalfSignedIn half, String code) {
        super(List.of());
        this.half = half;
        this.code = code;
    }

    HalfSignedIn half() {
        return half;
    }

    String code() {
        return code;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return half.account().toString();
    }
}
