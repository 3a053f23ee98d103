package studio.backline.ui.security;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The one session cookie.
 *
 * @param secure whether it goes by TLS only, and is bound to this host
 */
record SessionCookie(boolean secure) {

    /** TLS ends at a proxy, which the address tells of, or here, as the server's settings say. */
    static SessionCookie of(WebProperties web, Environment environment) {
        boolean own =
                Binder.get(environment)
                        .bind("server.ssl", Bindable.mapOf(String.class, Object.class))
                        .isBound();
        return new SessionCookie(own || web.tls());
    }

    String name() {
        return secure ? "__Host-backline-session" : "backline-session";
    }
}
