package studio.backline.platform.backup;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.platform.backup.place.BackupPlace.Kept;

/**
 * Names in a place. That an archive was proven is the name of an empty file beside it: so it is
 * known where the archive is, also on a machine that has nothing else.
 */
final class ArchiveNames {

    static final String KEYS = "backline-keys.gpg";

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private static final String TIME = "\\d{8}T\\d{6}Z";
    private static final Pattern ARCHIVE =
            Pattern.compile("backline-(%s)\\.tar\\.gpg".formatted(TIME));
    private static final Pattern PROOF =
            Pattern.compile("(%s)\\.proven-(%s)".formatted(ARCHIVE.pattern(), TIME));

    private ArchiveNames() {}

    static String archive(Instant at) {
        return "backline-%s.tar.gpg".formatted(written(at));
    }

    static String proof(String archive, Instant at) {
        return "%s.proven-%s".formatted(archive, written(at));
    }

    /** All archives, the newest first. */
    static List<BackupEntry> entries(List<Kept> kept) {
        List<BackupEntry> entries = new ArrayList<>();
        for (Kept each : kept) {
            Matcher name = ARCHIVE.matcher(each.name());
            if (name.matches()) {
                entries.add(
                        new BackupEntry(
                                each.name(),
                                read(name.group(1)),
                                each.bytes(),
                                provenAt(each.name(), kept)));
            }
        }
        entries.sort(Comparator.comparing(BackupEntry::madeAt).reversed());
        return entries;
    }

    /** The proofs of an archive. */
    static List<String> proofs(String archive, List<Kept> kept) {
        return kept.stream()
                .map(Kept::name)
                .filter(name -> name.startsWith(archive + ".proven-"))
                .toList();
    }

    private static Optional<Instant> provenAt(String archive, List<Kept> kept) {
        return proofs(archive, kept).stream()
                .map(PROOF::matcher)
                .filter(Matcher::matches)
                .map(proof -> read(proof.group(3)))
                .max(Comparator.naturalOrder());
    }

    private static String written(Instant at) {
        return INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    private static Instant read(String text) {
        return LocalDateTime.parse(text, INSTANT).toInstant(ZoneOffset.UTC);
    }
}
