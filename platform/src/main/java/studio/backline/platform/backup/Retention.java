package studio.backline.platform.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which archives are kept: the last ones, the last that was proven, and of days and weeks before
 * them the newest each. None for longer than the erasure of a workspace may take, but for the very
 * last one.
 *
 * @param last so many of the newest
 * @param days so many days, counting those with an archive
 * @param weeks so many weeks, likewise
 */
public record Retention(int last, int days, int weeks) {

    /** What is erased has to be gone from backups, too. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /** Refuses to keep none. */
    public Retention {
        if (last < 1 || days < 0 || weeks < 0) {
            throw new IllegalArgumentException("At least the last archive is kept.");
        }
    }

    /** Those that go. */
    public List<BackupEntry> expired(List<BackupEntry> all, Instant now) {
        List<BackupEntry> newest = new ArrayList<>(all);
        newest.sort(Comparator.comparing(BackupEntry::madeAt).reversed());
        Set<BackupEntry> kept = new HashSet<>(newest.subList(0, Math.min(last, newest.size())));
        kept.addAll(firstOf(newest, days, BackupEntry::day));
        kept.addAll(firstOf(newest, weeks, Retention::week));
        // Those that came after it may be of no use.
        newest.stream()
                .filter(each -> each.provenAt().isPresent())
                .findFirst()
                .ifPresent(kept::add);
        Instant oldest = now.minus(LONGEST);
        return newest.stream()
                .skip(1)
                .filter(each -> !kept.contains(each) || each.madeAt().isBefore(oldest))
                .toList();
    }

    private static List<BackupEntry> firstOf(
            List<BackupEntry> newest, int most, Function<BackupEntry, Object> span) {
        Set<Object> seen = new HashSet<>();
        return newest.stream()
                .filter(each -> seen.size() < most || seen.contains(span.apply(each)))
                .filter(each -> seen.add(span.apply(each)))
                .toList();
    }

    private static Object week(BackupEntry entry) {
        LocalDate day = entry.madeAt().atZone(ZoneOffset.UTC).toLocalDate();
        return List.of(
                day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
