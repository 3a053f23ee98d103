package studio.backline.platform.backup;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is remembered of backups, in the instance's settings. */
public final class BackupNotes {

    private static final Logger LOG = LoggerFactory.getLogger(BackupNotes.class);

    private static final String MADE = "backup.made";
    private static final String MADE_THERE = "backup.made-there";
    private static final String PROVEN = "backup.proven";
    private static final String FAILED = "backup.failed";

    private final HouseAccess access;

    public BackupNotes(HouseAccess access) {
        this.access = access;
    }

    /**
     * Something that happened.
     *
     * @param what name of the archive and where it is, or why there is none
     */
    public record Note(Instant at, String what) {}

    /** The last archive that was made. */
    public Optional<Note> lastMade() {
        return read(MADE);
    }

    /** When the last was made in the place that was chosen. */
    Optional<Instant> lastMadeThere() {
        return access.setting(MADE_THERE).filter(text -> !text.isBlank()).map(Instant::parse);
    }

    /** That the last that was made lies in the place that was chosen. */
    void madeThere() {
        lastMade().ifPresent(made -> access.set(MADE_THERE, made.at().toString()));
    }

    /** The last that was proven; what is said of it is the instant that it was made at. */
    public Optional<Note> lastProven() {
        return read(PROVEN);
    }

    /** The name of the last that was proven, where it is not among these. */
    public Optional<String> missing(Collection<BackupEntry> there) {
        return lastProven()
                .map(note -> note.what().substring(note.what().indexOf(' ') + 1))
                .filter(name -> there.stream().noneMatch(each -> each.name().equals(name)));
    }

    /** The last failure, unless an archive was made or proven since. */
    public Optional<Note> lastFailure() {
        return read(FAILED)
                .filter(failure -> !isSince(lastMade(), failure))
                .filter(failure -> !isSince(lastProven(), failure));
    }

    private static boolean isSince(Optional<Note> success, Note failure) {
        return success.filter(note -> note.at().isAfter(failure.at())).isPresent();
    }

    /** What went wrong and what to do, for people. */
    static String words(Throwable why) {
        return why instanceof BackupRefusedException known
                ? String.valueOf(known.getMessage())
                : "Something unexpected came in between (%s). The server's log has it."
                        .formatted(why.getClass().getSimpleName());
    }

    void made(Instant at, String name, String place) {
        access.set(MADE, "%s %s (%s)".formatted(at, name, place));
    }

    void proven(Instant at, String name, Instant madeAt) {
        access.set(PROVEN, "%s %s %s".formatted(at, madeAt, name));
    }

    void failed(Instant at, Exception why) {
        try {
            access.set(FAILED, "%s %s".formatted(at, words(why)));
        } catch (RuntimeException e) {
            LOG.debug("That a backup failed could not be kept", e);
        }
    }

    private Optional<Note> read(String name) {
        return access.setting(name)
                .map(text -> text.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Note(Instant.parse(parts[0]), parts[1]));
    }
}
