package studio.backline.platform.pluginhost.lifecycle;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.loading.ClassOutsideException;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Finds, among the causes of a failed start, the one that a person can do something about. */
final class FailedStart {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final int MAX_LENGTH = 600;

    private FailedStart() {}

    static PluginRefusedException refusal(PluginId id, Throwable failed) {
        Throwable deepest = failed;
        for (Throwable cause = failed; cause != null; cause = next(cause)) {
            switch (cause) {
                case PluginRefusedException refused -> {
                    return refused;
                }
                case SchemaRefusedException refused -> {
                    String findings = String.join(" ", refused.findings());
                    return Refusals.because(
                            textOnly(failed), "data-refused", id, shortened(findings));
                }
                case ClassOutsideException outside -> {
                    return outside(id, failed, outside.getMessage());
                }
                case SQLException refused
                        when INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState()) -> {
                    String why = Refusals.explain("outside.table", refused.getMessage());
                    return outside(id, failed, why);
                }
                default -> deepest = cause;
            }
        }
        String message = deepest.getMessage();
        String reason = message == null ? deepest.getClass().getSimpleName() : shortened(message);
        return Refusals.because(textOnly(failed), "does-not-start", id, reason);
    }

    private static PluginRefusedException outside(
            PluginId id, Throwable failed, @Nullable String why) {
        return Refusals.because(textOnly(failed), "reaches-outside", id, shortened(why));
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    private static String shortened(@Nullable String message) {
        String line = String.valueOf(message).strip();
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
    }

    /** What a plugin threw may be of a class of its own, and would keep all of it in memory. */
    private static Throwable textOnly(Throwable thrown) {
        return new IllegalStateException(thrown.getClass().getName() + ": " + thrown.getMessage());
    }
}
