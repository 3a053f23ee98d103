package studio.backline.platform.backup;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import studio.backline.platform.work.Sending;

/**
 * Makes archives when they are due, and proves one each week. Not while sending is paused: a
 * restored server would overwrite the keys of the one that it was made of, and let go its archives.
 */
final class BackupKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackupKeeper.class);
    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Duration PROOF_LASTS = Duration.ofDays(7);

    private final BackupDesk desk;
    private final Sending sending;
    private final Clock clock;
    private volatile @Nullable Thread looking;

    BackupKeeper(BackupDesk desk, Sending sending, Clock clock) {
        this.desk = desk;
        this.sending = sending;
        this.clock = clock;
    }

    /** Looks once; whether an archive was made. */
    boolean look() {
        Instant now = clock.instant();
        forgetFormer();
        BackupNotes notes = desk.notes();
        Optional<Instant> made = notes.lastMadeThere();
        Optional<Instant> failed = notes.lastFailure().map(BackupNotes.Note::at);
        if (sending.isPaused() || !desk.plan().isDue(now, made, failed)) {
            return false;
        }
        try {
            Backups.Made archive = desk.create(bytes -> {});
            LOG.info("The backup {} is made: {} rows.", archive.name(), archive.rows());
            prove(notes, now, archive);
            return true;
        } catch (BackupRefusedException e) {
            LOG.error("No backup was made. {}", e.getMessage());
        } catch (Exception e) {
            LOG.error("No backup was made: something unexpected came in between.", e);
        }
        return false;
    }

    private void forgetFormer() {
        try {
            desk.forgetFormer();
        } catch (IOException e) {
            LOG.error("What was made before an upgrade could not be let go.", e);
        }
    }

    private void prove(BackupNotes notes, Instant now, Backups.Made archive) throws Exception {
        boolean lately =
                notes.lastProven()
                        .filter(proven -> proven.at().isAfter(now.minus(PROOF_LASTS)))
                        .isPresent();
        if (!lately || notes.missing(desk.list().archives()).isPresent()) {
            desk.verify(Optional.of(archive.name()), bytes -> {});
            LOG.info("The backup {} is proven.", archive.name());
        }
    }

    @Override
    public void start() {
        Thread starting = Thread.ofVirtual().name("backups").unstarted(this::run);
        looking = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread stopping = looking;
        looking = null;
        if (stopping != null) {
            stopping.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    private void run() {
        try {
            while (isRunning()) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
                lookSafely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Whether a backup is due could not be looked at; trying again.", e);
        }
    }
}
