package studio.backline.platform.outbound.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each alarm rings once and not before its time, unless it was called off. */
class AlarmsTest {

    private final Alarms alarms = Alarms.open();
    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        alarms.close();
    }

    private Alarms.Alarm set(String name, long millis) {
        return alarms.at(Deadline.in(Duration.ofMillis(millis)), () -> rung.add(name));
    }

    private String next() throws InterruptedException {
        return String.valueOf(rung.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void oneThatIsSoonerThanAllBeforeRingsFirst() throws Exception {
        set("in a minute", 60_000);
        long start = System.nanoTime();
        set("third", 900);
        set("second", 600);
        set("first", 300);

        assertThat(List.of(next(), next(), next())).containsExactly("first", "second", "third");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(900));
        assertThat(rung).isEmpty();
    }

    @Test
    void whatWasCalledOffDoesNotRingAndTheNextDoes() throws Exception {
        Alarms.Alarm off = set("never", 200);
        off.callOff();
        set("then", 400);

        assertThat(next()).isEqualTo("then");
        assertThat(rung).isEmpty();
    }

    @Test
    void whatFailsKeepsNoneOfTheOthersFromRinging() throws Exception {
        alarms.at(
                Deadline.in(Duration.ofMillis(50)),
                () -> {
                    throw new IllegalStateException("on purpose");
                });
        set("after it", 100);

        assertThat(next()).isEqualTo("after it");
    }

    @Test
    void ofManyThatAreSetAndCalledOffAtOnceExactlyTheOthersRing() throws Exception {
        int threads = 8;
        int each = 2_000;
        AtomicInteger rings = new AtomicInteger();
        CountDownLatch kept = new CountDownLatch(threads * each / 2);
        try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(thread);
                all.submit(() -> setAndCallOff(each, random, rings, kept));
            }
        }

        assertThat(kept.await(20, TimeUnit.SECONDS)).isTrue();
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(rings).hasValue(threads * each / 2);
    }

    private void setAndCallOff(int many, Random random, AtomicInteger rings, CountDownLatch kept) {
        List<Alarms.Alarm> off = new ArrayList<>();
        for (int n = 0; n < many; n++) {
            if (n % 2 == 0) {
                off.add(alarms.at(Deadline.in(Duration.ofSeconds(30)), rings::incrementAndGet));
            } else {
                alarms.at(
                        Deadline.in(Duration.ofMillis(random.nextInt(500))),
                        () -> {
                            rings.incrementAndGet();
                            kept.countDown();
                        });
            }
        }
        off.forEach(Alarms.Alarm::callOff);
    }
}
