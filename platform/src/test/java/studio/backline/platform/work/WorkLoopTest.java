package studio.backline.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.plugin.PluginId;

class WorkLoopTest {

    private final Queue<WorkPiece> waiting = new ConcurrentLinkedQueue<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private final CountDownLatch pruned = new CountDownLatch(5);
    private final HeldThreads held = new HeldThreads();
    private final WorkLoop loop =
            new WorkLoop("looking", 1, new Source(), held, new Pace(Duration.ofMillis(50)));

    @AfterEach
    void stop() {
        over.countDown();
        loop.stop();
    }

    @Test
    void aLookThatFailsIsTakenAgain() throws InterruptedException {
        waiting.add(new Piece(done::countDown));

        loop.start();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theOnlyPlaceIsGivenToOthersWhenAPieceDoesNotEnd() throws InterruptedException {
        looks.set(1);
        Piece hangs = new Piece(this::hang);
        waiting.add(hangs);
        waiting.add(new Piece(done::countDown));

        loop.start();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(hangs.givenUp.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(held.now()).extracting(HeldThread::plugin).containsExactly(hangs.plugin());
    }

    @Test
    void whatIsOldIsTakenOutStepByStepUntilNothingIsLeft() throws InterruptedException {
        loop.start();

        assertThat(pruned.await(20, TimeUnit.SECONDS)).isTrue();
        loop.stop();
        assertThat(steps).hasValue(5);
    }

    private void hang() {
        while (true) {
            try {
                over.await();
                return;
            } catch (InterruptedException e) {
                looks.incrementAndGet();
            }
        }
    }

    private final class Source implements WorkSource {

        @Override
        public void recover() {
            steps.set(0);
        }

        @Override
        public List<WorkPiece> claim(int most) {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("a row nobody thought of");
            }
            return Optional.ofNullable(waiting.poll()).stream().toList();
        }

        @Override
        public Optional<Duration> untilNext() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> prune(Instant since) {
            assertThat(since).isEqualTo(Instant.ofEpochSecond(steps.get()));
            int step = steps.incrementAndGet();
            // Not before: whoever waits for the last one counts the steps.
            pruned.countDown();
            return Optional.of(Instant.ofEpochSecond(step)).filter(_ -> step < 5);
        }

        @Override
        public void withdraw() {
            over.countDown();
        }
    }

    private static final class Piece implements WorkPiece {

        private final Runnable work;
        private final AtomicInteger renewals = new AtomicInteger();
        private final CountDownLatch givenUp = new CountDownLatch(1);

        Piece(Runnable work) {
            this.work = work;
        }

        @Override
        public PluginId plugin() {
            return new PluginId("hanging");
        }

        @Override
        public void run() {
            work.run();
        }

        @Override
        public void renew() {
            renewals.incrementAndGet();
        }

        @Override
        public boolean isOverdue() {
            return true;
        }

        /** The second time, as where the database does not answer the first. */
        @Override
        public boolean giveUp() {
            if (renewals.getAndSet(-1) >= 0) {
                throw new IllegalStateException("no answer");
            }
            givenUp.countDown();
            return true;
        }
    }
}
