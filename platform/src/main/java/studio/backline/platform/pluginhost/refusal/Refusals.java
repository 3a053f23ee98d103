package studio.backline.platform.pluginhost.refusal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.pluginhost.PluginRefusedException;

/** Makes refusals; their words stand in {@code refusals.properties}, by code. */
public final class Refusals {

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle(
                    "studio.backline.platform.pluginhost.refusal.refusals", Locale.ENGLISH);

    private static final Pattern BREAK = Pattern.compile("[\\v\\t]+");
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    private Refusals() {}

    /** A refusal of the given code, its texts filled with the arguments. */
    public static PluginRefusedException of(String code, @Nullable Object... arguments) {
        return new PluginRefusedException(
                code, format(code + ".what", arguments), format(code + ".remedy", arguments));
    }

    /** The same, with its cause for the log. */
    public static PluginRefusedException because(
            Throwable cause, String code, @Nullable Object... arguments) {
        PluginRefusedException refusal = of(code, arguments);
        refusal.initCause(cause);
        return refusal;
    }

    /** What has failed, as something that can be told; of what nobody foresaw, its kind. */
    public static PluginRefusedException told(Throwable failed) {
        return switch (failed) {
            case PluginRefusedException refused -> refused;
            case DatabaseFailureException database ->
                    because(database, "database-failed", database.what(), database.remedy());
            default -> because(failed, "unforeseen", failed.getClass().getSimpleName());
        };
    }

    /** A text that is not a refusal but an explanation kept with a plugin's state. */
    public static String explain(String key, @Nullable Object... arguments) {
        return format(key, arguments);
    }

    /**
     * A text of somebody else's as one that can be shown and kept: on one line, and with nothing in
     * it that steers a terminal, turns the direction of a line or is no character.
     */
    public static String plain(String text) {
        return UNFIT.matcher(BREAK.matcher(text).replaceAll(" ")).replaceAll("?");
    }

    private static String format(String key, @Nullable Object... arguments) {
        Object[] texts = new Object[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            // Numbers as they are: '1024', not '1,024'.
            texts[i] = plain(String.valueOf(arguments[i]));
        }
        return new MessageFormat(TEXTS.getString(key), Locale.ENGLISH).format(texts);
    }
}
