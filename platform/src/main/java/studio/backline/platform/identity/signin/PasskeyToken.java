package studio.backline.platform.identity.signin;

import java.io.Serializable;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** What a browser answered when it was asked for a passkey, as Spring Security carries it. */
public final class PasskeyToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final Serializable asked;
    private final String answer;

    /**
     * Not judged yet.
     *
     * @param asked what was asked
     * @param answer the browser's, as JSON
     */
    public PasskeyToken(Serializable asked, String answer) {
        super(List.of());
        this.asked = asked;
        this.answer = answer;
    }

    Serializable asked() {
        return asked;
    }

    String answer() {
        return answer;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "";
    }
}
