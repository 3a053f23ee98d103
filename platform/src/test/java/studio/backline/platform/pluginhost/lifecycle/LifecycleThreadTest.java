package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.backline.platform.pluginhost.PluginRefusedException;

/** Who asks for a change while another one takes long is told what is awaited. */
@Timeout(60)
class LifecycleThreadTest {

    private final LifecycleThread thread = new LifecycleThread(Duration.ofMillis(20));

    @Test
    void whoWaitsForTooLongIsToldForWhatAndNothingIsDoneLater() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Boolean> slow =
                CompletableFuture.supplyAsync(
                        () ->
                                thread.ask(
                                        () -> "installing songs 1.0.0",
                                        () -> {
                                            begun.countDown();
                                            gate.await();
                                            return true;
                                        }));
        begun.await();

        PluginRefusedException refused =
                catchThrowableOfType(
                        PluginRefusedException.class,
                        () -> thread.ask(() -> "stopping choir", () -> done.getAndSet(true)));
        gate.countDown();

        assertThat(refused.code()).isEqualTo("busy");
        assertThat(refused.what()).contains("installing songs 1.0.0");
        assertThat(slow.get()).as("what was under way goes on").isTrue();
        assertThat(thread.<Boolean>call(() -> "looking", done::get)).isFalse();
    }
}
