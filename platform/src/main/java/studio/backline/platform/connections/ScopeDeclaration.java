package studio.backline.platform.connections;

import java.util.Locale;
import java.util.function.Function;

/**
 * A scope that a plugin asks for.
 *
 * @param scope as the provider writes it (RFC 6749, section 3.3)
 * @param reason what the plugin needs it for, in the reader's language
 */
public record ScopeDeclaration(String scope, Function<Locale, String> reason) {

    /** Checks the scope. */
    public ScopeDeclaration {
        if (!scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}")) {
            throw new IllegalArgumentException("Not a scope: '%s'.".formatted(scope));
        }
    }
}
