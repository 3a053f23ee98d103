package studio.backline.platform.database;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Something about a schema that must not be so.
 *
 * @param key of its sentence in {@code findings.properties}
 * @param arguments what the sentence names
 */
public record SchemaFinding(String key, List<String> arguments) {

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("studio.backline.platform.database.findings", Locale.ENGLISH);

    /** Names its arguments as they are. */
    public static SchemaFinding of(String key, @Nullable Object... arguments) {
        return new SchemaFinding(key, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    /** Its sentence. */
    @Override
    public String toString() {
        return new MessageFormat(TEXTS.getString(key), Locale.ENGLISH).format(arguments.toArray());
    }
}
