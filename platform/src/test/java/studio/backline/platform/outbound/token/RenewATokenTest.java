package studio.backline.platform.outbound.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A token that ends is fetched anew once, however many need it at that moment. */
class RenewATokenTest {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final int MANY = 50;

    private final AtomicInteger fetched = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);

    @Test
    void many_who_need_it_at_once_wait_for_one_who_fetches_it() throws Exception {
        TokenRefresh<String> tokens =
                tokens(
                        grant -> {
                            await(open);
                            return token(3600);
                        });
        List<Future<AccessToken>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MANY; i++) {
                asked.add(threads.submit(() -> tokens.valid("ada")));
            }
            open.countDown();
            for (Future<AccessToken> each : asked) {
                assertThat(each.get(20, TimeUnit.SECONDS).value()).isEqualTo("token 1");
            }
        }
        assertThat(tokens.valid("ada").value()).isEqualTo("token 1");
        assertThat(tokens.valid("ben").value()).isEqualTo("token 2");
    }

    @Test
    void one_that_ends_soon_is_not_used_and_one_that_was_refused_neither() throws Exception {
        TokenRefresh<String> tokens = tokens(grant -> token(fetched.get() == 0 ? 59 : 3600));

        AccessToken ending = tokens.valid("ada");
        AccessToken good = tokens.valid("ada");
        assertThat(good).isNotEqualTo(ending);

        tokens.refused("ada", ending);
        assertThat(tokens.valid("ada")).as("another is there by now").isEqualTo(good);
        tokens.refused("ada", good);
        assertThat(tokens.valid("ada")).isNotEqualTo(good);
        assertThat(good.toString()).doesNotContain("token 2");
    }

    @Test
    void who_waits_is_told_that_it_failed_and_the_next_one_tries_again() throws Exception {
        TokenRefresh<String> tokens =
                tokens(
                        grant -> {
                            if (fetched.incrementAndGet() == 1) {
                                await(open);
                                throw new IOException("revoked");
                            }
                            return token(3600);
                        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<AccessToken> first = threads.submit(() -> tokens.valid("ada"));
            while (fetched.get() == 0) {
                Thread.onSpinWait();
            }
            Future<AccessToken> waits = threads.submit(() -> tokens.valid("ada"));
            open.countDown();
            assertThatThrownBy(first::get).hasRootCauseMessage("revoked");
            assertThatThrownBy(() -> told(waits)).isInstanceOf(Exception.class);
        }
        assertThat(tokens.valid("ada").value()).startsWith("token");
    }

    /** Came in time to wait, and heard of it; or came later, and tried again itself. */
    private static void told(Future<AccessToken> waits) throws Exception {
        if (waits.get(20, TimeUnit.SECONDS).value().startsWith("token")) {
            throw new IOException("It came later.");
        }
    }

    private TokenRefresh<String> tokens(TokenRefresh.Source<String> source) {
        return new TokenRefresh<>(source, Duration.ofMinutes(1), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private AccessToken token(int seconds) {
        return new AccessToken("token " + fetched.incrementAndGet(), NOW.plusSeconds(seconds));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
