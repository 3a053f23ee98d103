package studio.backline.platform.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.platform.backup.BackupNotes.Note;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;
import studio.backline.platform.work.Sending;

/** Looks at how old the last proven archive is, and whether anything is sent. */
record BackupExamination(BackupNotes notes, Sending sending, Clock clock) implements Examination {

    /** With an older one too much would be lost. */
    private static final Duration OLD = Duration.ofDays(8);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    @Override
    public String words() {
        return "studio.backline.platform.backup.findings";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(age());
        notes.lastFailure()
                .map(note -> Finding.bad("backup.failed", DAY.format(note.at()), note.what()))
                .ifPresent(findings::add);
        findings.add(sent());
        return findings;
    }

    private Finding age() {
        Optional<Note> proven = notes.lastProven();
        if (proven.isPresent()) {
            // What is said of it begins with the instant that the archive is of.
            Instant madeAt = Instant.parse(proven.get().what().split(" ", 2)[0]);
            Duration age = Duration.between(madeAt, clock.instant());
            return age.compareTo(OLD) > 0
                    ? Finding.bad("backup.old", DAY.format(madeAt))
                    : Finding.good(
                            "backup.proven", DAY.format(madeAt), DAY.format(proven.get().at()));
        }
        return notes.lastMade()
                .map(note -> Finding.bad("backup.unproven", DAY.format(note.at())))
                .orElseGet(() -> Finding.hint("backup.none"));
    }

    private Finding sent() {
        return sending.paused()
                .map(
                        pause ->
                                Finding.hint(
                                        pause.cause() == Sending.Cause.RESTORED
                                                ? "sending.restored"
                                                : "sending.paused",
                                        DAY.format(pause.since())))
                .orElseGet(() -> Finding.good("sending.on"));
    }
}
