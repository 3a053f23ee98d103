package studio.backline.platform.outbound.token;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the token of each grant, and fetches a new one once for all who wait for it: many take back
 * the token that a second refresh overtakes, and the whole grant with it (RFC 9700, section 4.14).
 *
 * @param <K> whose grant it is; with equals and hashCode
 */
public final class TokenRefresh<K> {

    private final Map<K, AccessToken> known = new ConcurrentHashMap<>();
    private final Map<K, CompletableFuture<AccessToken>> flights = new ConcurrentHashMap<>();
    private final Source<K> source;
    private final Duration early;
    private final Clock clock;

    /**
     * @param early so long before its end a token is not used any more
     */
    public TokenRefresh(Source<K> source, Duration early, Clock clock) {
        this.source = source;
        this.early = early;
        this.clock = clock;
    }

    /**
     * A token that is good for a while; waits where somebody fetches it already.
     *
     * @throws IOException when it could not be had; all who waited are told, and whoever asks next
     *     has it tried again
     */
    public AccessToken valid(K grant) throws IOException {
        AccessToken here = known.get(grant);
        if (here != null && isGood(here)) {
            return here;
        }
        CompletableFuture<AccessToken> own = new CompletableFuture<>();
        CompletableFuture<AccessToken> flight = flights.putIfAbsent(grant, own);
        return flight == null ? fetch(grant, own) : await(flight);
    }

    /** The other side did not take it: it is not used again. Another that is there by now is. */
    public void refused(K grant, AccessToken token) {
        known.remove(grant, token);
    }

    /** Nothing is kept of a grant that is over. */
    public void forget(K grant) {
        known.remove(grant);
    }

    private AccessToken fetch(K grant, CompletableFuture<AccessToken> flight) throws IOException {
        try {
            // It may have come between the look and the turn.
            AccessToken here = known.get(grant);
            AccessToken token = here != null && isGood(here) ? here : source.fetch(grant);
            known.put(grant, token);
            flight.complete(token);
            return token;
        } catch (IOException | RuntimeException e) {
            flight.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(grant, flight);
            // Of an error, nobody waits for ever.
            flight.cancel(false);
        }
    }

    private static AccessToken await(CompletableFuture<AccessToken> flight) throws IOException {
        try {
            return flight.join();
        } catch (CompletionException e) {
            throw new IOException(
                    "The token could not be renewed: %s".formatted(message(e.getCause())), e);
        } catch (CancellationException e) {
            throw new IOException("The token could not be renewed.", e);
        }
    }

    private static String message(@Nullable Throwable cause) {
        return String.valueOf(cause == null ? null : cause.getMessage());
    }

    private boolean isGood(AccessToken token) {
        return token.endsAt().minus(early).isAfter(clock.instant());
    }

    /** Where tokens come from. */
    @FunctionalInterface
    public interface Source<K> {

        /** Fetches a new one; never twice at once for a grant. */
        AccessToken fetch(K grant) throws IOException;
    }
}
