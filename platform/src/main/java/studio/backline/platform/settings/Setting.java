package studio.backline.platform.settings;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A setting and its type.
 *
 * @param name {@code <module>.<name>}, in lower case
 * @param unset its value where nobody has set it
 * @param parse reads the stored text
 * @param write writes it
 * @param <T> its type
 */
public record Setting<T>(
        String name, T unset, Function<String, T> parse, Function<T, String> write) {

    private static final Pattern NAME = Pattern.compile("[a-z]+(\\.[a-z]+(-[a-z]+)*)+");

    /** Checks the name. */
    public Setting {
        if (name.length() > 80 || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name of a setting: '%s'.".formatted(name));
        }
    }

    /** A text. */
    public static Setting<String> text(String name, String unset) {
        return new Setting<>(name, unset, Function.identity(), Function.identity());
    }

    /** Yes or no. */
    public static Setting<Boolean> flag(String name, boolean unset) {
        return new Setting<>(name, unset, "yes"::equals, on -> on ? "yes" : "no");
    }

    /** One of some. */
    public static <E extends Enum<E>> Setting<E> choice(String name, E unset) {
        Class<E> type = unset.getDeclaringClass();
        return new Setting<>(
                name,
                unset,
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')),
                value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
