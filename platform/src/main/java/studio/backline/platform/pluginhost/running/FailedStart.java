package studio.backline.platform.pluginhost.running;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.loading.ClassOutsideException;
import studio.backline.platform.pluginhost.refusal.Refusals;

/**
 * Finds, among the causes of a failed start, the one that a person can do something about. What a
 * plugin throws may be of its own making in every way: it is asked warily, and only text goes on.
 */
public final class FailedStart {

    private static final String MIGRATION_HANGS = "migration-hangs";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final int MAX_LENGTH = 600;
    private static final int MAX_CAUSES = 32;

    private FailedStart() {}

    /** The refusal that tells what was thrown; its cause is a copy in plain text, for the log. */
    public static PluginRefusedException refusal(PluginId id, Throwable failed) {
        Throwable deepest = failed;
        Optional<SQLException> database = Optional.empty();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failed;
                cause != null && seen.add(cause) && seen.size() < MAX_CAUSES;
                cause = next(cause)) {
            switch (cause) {
                case PluginRefusedException refused -> {
                    return refused;
                }
                case SchemaRefusedException refused -> {
                    String code = refused.isOverdue() ? MIGRATION_HANGS : "data-refused";
                    return Refusals.because(textOnly(failed), code, id, shortened(refused.told()));
                }
                case ClassOutsideException outside -> {
                    return outside(id, failed, outside.getMessage());
                }
                case SQLException refused
                        when INSUFFICIENT_PRIVILEGE.equals(safely(refused::getSQLState)) -> {
                    return outside(id, failed, Refusals.explain("outside.table", said(refused)));
                }
                case SQLException refused -> database = Optional.of(refused);
                default -> deepest = cause;
            }
        }
        String reason = database.map(FailedStart::said).orElse(words(deepest));
        return Refusals.because(textOnly(failed), "does-not-start", id, reason);
    }

    /** A plugin's own. */
    private static String words(Throwable thrown) {
        String message = message(thrown);
        return Refusals.explain(
                "start.says", message == null ? name(thrown.getClass()) : shortened(message));
    }

    /** Not what is around it either, which quotes it; nor what is below, which it is made of. */
    private static String said(SQLException refused) {
        SchemaFinding finding = safely(() -> SchemaFinding.said(refused));
        return finding == null ? name(refused.getClass()) : shortened(finding.toString());
    }

    /** Whether it took too long, and would at each start anew. */
    public static boolean isOfTime(PluginRefusedException refused) {
        return refused.code().equals(ForeignCode.HANGS) || refused.code().equals(MIGRATION_HANGS);
    }

    private static PluginRefusedException outside(
            PluginId id, Throwable failed, @Nullable String why) {
        return Refusals.because(textOnly(failed), "reaches-outside", id, shortened(why));
    }

    private static String name(Class<?> thrown) {
        return thrown.isAnonymousClass() ? thrown.getName() : thrown.getSimpleName();
    }

    private static @Nullable Throwable next(Throwable cause) {
        return safely(cause::getCause);
    }

    private static @Nullable String message(Throwable thrown) {
        String said = safely(thrown::getMessage);
        return said == null ? null : Refusals.plain(said);
    }

    private static <T> @Nullable T safely(Supplier<@Nullable T> asked) {
        try {
            return asked.get();
        } catch (Throwable hostile) {
            return null;
        }
    }

    private static String shortened(@Nullable String message) {
        String line = String.valueOf(message).strip();
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        boolean halves = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1));
        return line.substring(0, halves ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
    }

    /**
     * What a plugin threw may be of a class of its own, and would keep all of it in memory; it may
     * have itself as its cause, and throw when it is asked for its message.
     */
    public static Throwable textOnly(Throwable thrown) {
        Throwable first = copy(thrown);
        Throwable last = first;
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(thrown);
        for (Throwable cause = next(thrown);
                cause != null && seen.add(cause) && seen.size() < MAX_CAUSES;
                cause = next(cause)) {
            Throwable copy = copy(cause);
            last.initCause(copy);
            last = copy;
        }
        return first;
    }

    private static Throwable copy(Throwable thrown) {
        PluginFailedException copy =
                new PluginFailedException(thrown.getClass().getName(), message(thrown));
        StackTraceElement[] stack = safely(thrown::getStackTrace);
        copy.setStackTrace(stack == null ? new StackTraceElement[0] : stack);
        return copy;
    }
}
