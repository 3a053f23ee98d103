package studio.backline.platform.backup;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/**
 * When archives are made by themselves, and how many are kept.
 *
 * @param rhythm how often
 * @param hour of the day in UTC, 0 to 23
 * @param retention what is kept
 */
public record BackupPlan(Rhythm rhythm, int hour, Retention retention) {

    /** What holds until somebody chooses. */
    public static final BackupPlan NONE = new BackupPlan(Rhythm.NEVER, 3, new Retention(3, 7, 4));

    static final String SETTING = "backup.plan";

    /** After a failure it is tried again this much later. */
    private static final Duration AGAIN = Duration.ofHours(1);

    /** How often. */
    public enum Rhythm {
        /** By hand alone. */
        NEVER,
        /** Each day. */
        DAILY,
        /** Each Monday. */
        WEEKLY
    }

    /** Of this house. */
    static BackupPlan of(HouseAccess house) {
        return house.setting(SETTING).map(BackupPlan::read).orElse(NONE);
    }

    /** Refuses an hour that no day has. */
    public BackupPlan {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("A day has the hours 0 to 23.");
        }
    }

    /**
     * Whether an archive is to be made now.
     *
     * @param made when the last was
     * @param failed when the last attempt failed, unless one was made since
     */
    public boolean isDue(Instant now, Optional<Instant> made, Optional<Instant> failed) {
        if (rhythm == Rhythm.NEVER) {
            return false;
        }
        boolean isMade = made.isPresent() && !made.get().isBefore(latest(now));
        boolean rests = failed.isPresent() && failed.get().isAfter(now.minus(AGAIN));
        return !isMade && !rests;
    }

    /** The latest instant at which one was to be made. */
    Instant latest(Instant now) {
        OffsetDateTime today =
                now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withHour(hour);
        OffsetDateTime day = today.toInstant().isAfter(now) ? today.minusDays(1) : today;
        return rhythm == Rhythm.WEEKLY
                ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toInstant()
                : day.toInstant();
    }

    /** As the setting keeps it. */
    String written() {
        return "%s %d %d %d %d"
                .formatted(
                        rhythm.name().toLowerCase(Locale.ROOT),
                        hour,
                        retention.last(),
                        retention.days(),
                        retention.weeks());
    }

    /** Reads it back; one that cannot be read is none. */
    static BackupPlan read(String text) {
        String[] parts = text.split(" ", -1);
        try {
            return new BackupPlan(
                    Rhythm.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                    Integer.parseInt(parts[1]),
                    new Retention(
                            Integer.parseInt(parts[2]),
                            Integer.parseInt(parts[3]),
                            Integer.parseInt(parts[4])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return NONE;
        }
    }
}
