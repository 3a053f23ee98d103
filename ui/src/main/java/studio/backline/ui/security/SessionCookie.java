package studio.backline.ui.security;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The cookies of this house: the session's, the one of a browser that stays signed in, and the one
 * against forged forms.
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
        return named("session");
    }

    String staying() {
        return named("stay");
    }

    String form() {
        return named("form");
    }

    private String named(String what) {
        return (secure ? "__Host-backline-" : "backline-") + what;
    }
}
