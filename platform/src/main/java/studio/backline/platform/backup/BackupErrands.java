package studio.backline.platform.backup;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.tenancy.AccountId;

/**
 * Makes and proves archives for somebody who does not wait: goes on when they leave, and tells
 * whoever looks how far it is. One at a time.
 */
public final class BackupErrands {

    private static final Logger LOG = LoggerFactory.getLogger(BackupErrands.class);

    /** Whoever watches is told again after so much more. */
    private static final long STEP = 4L << 20;

    private final BackupDesk desk;
    private final Clock clock;
    private final List<Runnable> watching = new CopyOnWriteArrayList<>();
    private volatile Optional<Errand> now = Optional.empty();
    private volatile Optional<Outcome> last = Optional.empty();

    BackupErrands(BackupDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** What is done. */
    public enum Kind {
        /** An archive is made. */
        CREATE,
        /** One is proven. */
        VERIFY
    }

    /**
     * What is under way.
     *
     * @param archive that is proven; empty for one that is made
     * @param passed bytes written or read so far
     * @param expected bytes that there will be, as far as the last archive tells; 0 where none does
     */
    public record Progress(Kind kind, String archive, Instant since, long passed, long expected) {}

    /**
     * What came of the last one.
     *
     * @param archive its name; empty where there is none
     * @param fault what went wrong and what to do, in words; empty where nothing did
     */
    public record Outcome(Kind kind, Instant at, String archive, String fault) {}

    private record Errand(
            Kind kind, String archive, Instant since, AtomicLong passed, long expected) {}

    /** What is under way on this node. */
    public Optional<Progress> now() {
        return now.map(
                each ->
                        new Progress(
                                each.kind(),
                                each.archive(),
                                each.since(),
                                each.passed().get(),
                                each.expected()));
    }

    /** What came of the last one since this server started. */
    public Optional<Outcome> last() {
        return last;
    }

    /**
     * Tells of each step, on the thread that works.
     *
     * @return ends that
     */
    public Runnable watch(Runnable told) {
        watching.add(told);
        return () -> watching.remove(told);
    }

    /**
     * Begins to make one.
     *
     * @param expected bytes of the last one; 0 where there is none
     * @return false where something is under way already
     */
    public boolean create(AccountId who, long expected) {
        return begin(who, Kind.CREATE, "", expected);
    }

    /**
     * Begins to prove one.
     *
     * @param archive its name
     * @param size its bytes
     * @return false where something is under way already
     */
    public boolean verify(AccountId who, String archive, long size) {
        return begin(who, Kind.VERIFY, archive, size);
    }

    private boolean begin(AccountId who, Kind kind, String archive, long expected) {
        Errand errand = new Errand(kind, archive, clock.instant(), new AtomicLong(), expected);
        if (!take(errand)) {
            return false;
        }
        try {
            desk.asked(Optional.of(who), kind, archive);
            Thread.ofVirtual().name("backup-errand").start(() -> run(errand));
            return true;
        } catch (RuntimeException e) {
            now = Optional.empty();
            throw e;
        }
    }

    private synchronized boolean take(Errand errand) {
        if (now.isPresent()) {
            return false;
        }
        now = Optional.of(errand);
        return true;
    }

    private void run(Errand errand) {
        Outcome outcome;
        try {
            LongConsumer passed = bytes -> count(errand.passed(), bytes);
            String archive =
                    errand.kind() == Kind.CREATE
                            ? desk.create(passed).name()
                            : desk.verify(Optional.of(errand.archive()), passed).name();
            outcome = new Outcome(errand.kind(), clock.instant(), archive, "");
        } catch (BackupRefusedException e) {
            LOG.error("What was asked of a backup was not done. {}", e.getMessage());
            outcome = failed(errand, String.valueOf(e.getMessage()));
        } catch (Exception | Error e) {
            LOG.error("What was asked of a backup was not done: something unexpected.", e);
            outcome = failed(errand, BackupNotes.words(e));
        }
        last = Optional.of(outcome);
        now = Optional.empty();
        tell();
    }

    private Outcome failed(Errand errand, String fault) {
        return new Outcome(errand.kind(), clock.instant(), errand.archive(), fault);
    }

    private void count(AtomicLong passed, long bytes) {
        long before = passed.getAndAdd(bytes);
        if (before / STEP != (before + bytes) / STEP) {
            tell();
        }
    }

    private void tell() {
        for (Runnable each : watching) {
            try {
                each.run();
            } catch (RuntimeException e) {
                LOG.debug("Somebody who watched is gone", e);
            }
        }
    }
}
