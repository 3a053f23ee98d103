package studio.backline.contract.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TimeOrderedUuidTest {

    @Test
    void isOfVersionSevenAndTheRfcVariant() {
        UUID id = TimeOrderedUuid.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16)
                .isBetween(
                        System.currentTimeMillis() - 10_000, System.currentTimeMillis() + 10_000);
    }

    @Test
    void sortsInTheOrderInWhichItWasMade() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            made.add(TimeOrderedUuid.next().toString());
        }
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void neverRepeatsWhenThreadsRace() throws InterruptedException {
        Set<UUID> made = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int i = 0; i < 10_000; i++) {
                                            made.add(TimeOrderedUuid.next());
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(made).hasSize(80_000);
    }
}
