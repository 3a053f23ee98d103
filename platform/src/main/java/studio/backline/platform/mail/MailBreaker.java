package studio.backline.platform.mail;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import studio.backline.contract.mail.MailFault;
import studio.backline.platform.work.Backoff;
import studio.backline.platform.work.Contingency;

/**
 * Keeps letters back while nothing is taken, so that a server that is down, or refuses the sign-in,
 * is not asked once for each letter.
 */
@Component
class MailBreaker {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Backoff backoff;
    private int failures;
    private long until;
    private @Nullable MailFault fault;

    MailBreaker(Contingency contingency) {
        this.backoff = new Backoff(FIRST, LONGEST, Integer.MAX_VALUE, contingency.random());
    }

    /** Something was taken. */
    synchronized void close() {
        failures = 0;
        fault = null;
    }

    /** Nothing is taken. Several workers that meet it at once count as one. */
    synchronized void open(MailFault met) {
        if (left().isPositive()) {
            return;
        }
        failures++;
        fault = met;
        until = System.nanoTime() + backoff.after(failures).orElse(LONGEST).toNanos();
    }

    /** How long letters are still kept back; zero or less where they are not. */
    synchronized Duration left() {
        return fault == null ? Duration.ZERO : Duration.ofNanos(until - System.nanoTime());
    }

    /** What was met last, while it lasts. */
    synchronized Optional<MailFault> fault() {
        return Optional.ofNullable(fault);
    }
}
