package studio.backline.platform.outbound;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import studio.backline.contract.outbound.OutboundFailedException;
import studio.backline.contract.outbound.OutboundFailedException.Kind;
import studio.backline.contract.outbound.OutboundResponse;

/** When a request goes out again: the only layer that retries. */
final class Retries {

    static final int TRIES = 4;

    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
    private static final Duration FIRST = Duration.ofMillis(250);

    private final Clock clock;
    private final RandomGenerator random;

    Retries(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** How long to wait before the next try after an answer; empty when it stands. */
    Optional<Duration> after(OutboundResponse answer, boolean repeatable, int tries) {
        if (!repeatable || tries >= TRIES || !LATER.contains(answer.status())) {
            return Optional.empty();
        }
        Duration asked = answer.header("Retry-After").map(this::read).orElse(Duration.ZERO);
        Duration own = backOff(tries);
        return Optional.of(asked.compareTo(own) > 0 ? asked : own);
    }

    /** How long to wait before the next try after a failure; empty when it is final. */
    Optional<Duration> after(OutboundFailedException failure, boolean repeatable, int tries) {
        boolean again =
                failure.kind() == Kind.NOT_CONNECTED
                        || (repeatable && failure.kind() == Kind.BROKEN);
        return again && tries < TRIES ? Optional.of(backOff(tries)) : Optional.empty();
    }

    /** Doubles each time; between half and the whole of it, so that many do not come together. */
    private Duration backOff(int tries) {
        long most = FIRST.toMillis() << (tries - 1);
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    /** Seconds or a date (RFC 9110, section 10.2.3). */
    private Duration read(String retryAfter) {
        String text = retryAfter.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
