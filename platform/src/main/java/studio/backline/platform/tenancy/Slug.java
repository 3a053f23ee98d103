package studio.backline.platform.tenancy;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A workspace's place in addresses: lower-case letters and digits in words joined by single
 * hyphens, 2 to 40 characters, none that the server needs itself.
 *
 * @param value the slug
 */
public record Slug(String value) {

    /** The longest slug, in characters. */
    public static final int MAX_LENGTH = 40;

    private static final int MIN_LENGTH = 2;
    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final Set<String> RESERVED =
            Set.of(
                    "about",
                    "account",
                    "accounts",
                    "actuator",
                    "admin",
                    "api",
                    "app",
                    "assets",
                    "auth",
                    "backline",
                    "data",
                    "error",
                    "favicon",
                    "files",
                    "frontend",
                    "health",
                    "help",
                    "home",
                    "icons",
                    "images",
                    "invite",
                    "invitation",
                    "join",
                    "line-awesome",
                    "login",
                    "logout",
                    "me",
                    "new",
                    "notice",
                    "operator",
                    "plugin",
                    "plugins",
                    "privacy",
                    "public",
                    "push",
                    "register",
                    "robots",
                    "root",
                    "security",
                    "session",
                    "sessions",
                    "settings",
                    "setup",
                    "sign-in",
                    "sign-out",
                    "signin",
                    "signout",
                    "signup",
                    "static",
                    "status",
                    "support",
                    "system",
                    "terms",
                    "themes",
                    "tokens",
                    "unsubscribe",
                    "user",
                    "users",
                    "vaadin",
                    "vaadin-servlet",
                    "webhook",
                    "webhooks",
                    "well-known",
                    "workspace",
                    "workspaces",
                    "www");

    /** Checks size, then characters, then reserved words; {@link InvalidSlugException} else. */
    public Slug {
        if (value.length() < MIN_LENGTH || value.length() > MAX_LENGTH) {
            throw new InvalidSlugException(InvalidSlugException.Reason.LENGTH);
        }
        if (!GRAMMAR.matcher(value).matches()) {
            throw new InvalidSlugException(InvalidSlugException.Reason.CHARACTERS);
        }
        if (RESERVED.contains(value)) {
            throw new InvalidSlugException(InvalidSlugException.Reason.RESERVED);
        }
    }

    /** Whether a text can be one at all; it may be reserved. */
    static boolean hasForm(String text) {
        return text.length() <= MAX_LENGTH && GRAMMAR.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
