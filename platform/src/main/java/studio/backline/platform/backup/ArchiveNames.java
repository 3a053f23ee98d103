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
 * Names in a place. Each says of which house it is, so that two of them in one place leave each
 * other's alone. That an archive was proven is the name of an empty file beside it: so it is known
 * where the archive is, also on a machine that has nothing else.
 */
public final class ArchiveNames {

    /** So much of what names a house's keys tells it from the few that may share a place. */
    private static final int HOUSE = 8;

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private static final String TIME = "\\d{8}T\\d{6}Z";
    private static final Pattern ARCHIVE =
            Pattern.compile("(backline-[0-9a-f]{%d})-(%s)\\.tar\\.gpg".formatted(HOUSE, TIME));
    private static final Pattern PROOF =
            Pattern.compile("(%s)\\.proven-(%s)".formatted(ARCHIVE.pattern(), TIME));

    private ArchiveNames() {}

    /**
     * What all names of a house begin with.
     *
     * @param fingerprint of its keys
     */
    static String house(String fingerprint) {
        return "backline-" + fingerprint.substring(0, HOUSE);
    }

    static String archive(String house, Instant at) {
        return "%s-%s.tar.gpg".formatted(house, written(at));
    }

    static String keys(String house) {
        return house + "-keys.gpg";
    }

    /** Of the key archive that opens an archive; empty where that is no archive's name. */
    public static Optional<String> keysOf(String archive) {
        Matcher name = ARCHIVE.matcher(archive);
        return name.matches() ? Optional.of(keys(name.group(1))) : Optional.empty();
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
                                name.group(1),
                                read(name.group(2)),
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
                .map(proof -> read(proof.group(4)))
                .max(Comparator.naturalOrder());
    }

    private static String written(Instant at) {
        return INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    private static Instant read(String text) {
        return LocalDateTime.parse(text, INSTANT).toInstant(ZoneOffset.UTC);
    }
}
