package studio.backline.plugins.crm;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of native queries' rows in the types meant. */
public final class SqlValues {

    private SqlValues() {}

    /** Now, as exactly as a {@code timestamptz} keeps it. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** The rows of a native query of several columns. */
    public static Stream<@Nullable Object[]> rows(List<?> results) {
        return results.stream().map(row -> (@Nullable Object[]) row);
    }

    /** A text that is there. */
    public static String text(@Nullable Object value) {
        return (String) Objects.requireNonNull(value);
    }

    /** An id that is there. */
    public static UUID uuid(@Nullable Object value) {
        return (UUID) Objects.requireNonNull(value);
    }

    /** A number that is there. */
    public static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    /** A time that is there. */
    public static Instant instant(@Nullable Object value) {
        return value instanceof OffsetDateTime time
                ? time.toInstant()
                : (Instant) Objects.requireNonNull(value);
    }
}
