package studio.backline.platform.health;

import java.util.Arrays;
import java.util.List;

/**
 * One thing that was found, without words: those stand in the bundle of its examination, the
 * sentence under the key, what to do under the key and {@code .remedy}, and the name of what was
 * looked at under the first part of the key.
 *
 * @param key such as {@code certificate.expired}
 * @param severity how much it matters
 * @param arguments what the sentences name; no personal data and no secret
 */
public record Finding(String key, Severity severity, List<String> arguments) {

    public Finding {
        arguments = List.copyOf(arguments);
    }

    /** As it should be. */
    public static Finding good(String key, Object... arguments) {
        return of(key, Severity.GOOD, arguments);
    }

    /** To be known. */
    public static Finding hint(String key, Object... arguments) {
        return of(key, Severity.HINT, arguments);
    }

    /** To be mended. */
    public static Finding bad(String key, Object... arguments) {
        return of(key, Severity.BAD, arguments);
    }

    /** The key of what was looked at. */
    public String subject() {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private static Finding of(String key, Severity severity, Object... arguments) {
        return new Finding(key, severity, Arrays.stream(arguments).map(String::valueOf).toList());
    }
}
