package studio.backline.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkLoopTest {

    @Test
    void aLookThatFailsIsTakenAgain() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        WorkLoop loop =
                new WorkLoop(
                        "looking",
                        1,
                        new WorkSource() {
                            @Override
                            public List<Runnable> claim(int most) {
                                if (looks.incrementAndGet() == 1) {
                                    throw new IllegalStateException("a row nobody thought of");
                                }
                                return List.of(done::countDown);
                            }

                            @Override
                            public Optional<Duration> untilNext() {
                                return Optional.empty();
                            }
                        });
        loop.start();
        try {
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            loop.stop();
        }
    }
}
