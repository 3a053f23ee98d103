package studio.backline.platform.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/** Times by the clocks of a zone, whose changes neither skip nor repeat them. */
final class Cron {

    private static final int HOURS = 2;

    private final CronExpression times;
    private final boolean everyHour;
    private final ZoneId zone;

    /** {@link IllegalArgumentException} where it is none. */
    Cron(String expression, ZoneId zone) {
        this.times = CronExpression.parse(expression);
        this.everyHour = expression.strip().split("\\s+")[HOURS].startsWith("*");
        this.zone = zone;
    }

    /** The first instant after; empty where there is none. */
    Optional<Instant> after(Instant instant) {
        return everyHour ? everyHourAfter(instant) : namedHourAfter(instant);
    }

    /**
     * The last that has come. The time between is halved, not gone through: what comes each second
     * and was off for years takes no more looks than what comes each month.
     *
     * @param known one that has come
     */
    Instant latest(Instant known, Instant now) {
        Instant latest = known;
        Instant noneAfter = now;
        while (comesBetween(latest, now)) {
            Instant middle = latest.plus(Duration.between(latest, noneAfter).dividedBy(2));
            Optional<Instant> later = after(middle).filter(each -> !each.isAfter(now));
            if (later.isPresent()) {
                latest = later.get();
            } else {
                noneAfter = middle;
            }
        }
        return latest;
    }

    private boolean comesBetween(Instant latest, Instant now) {
        return after(latest).filter(each -> !each.isAfter(now)).isPresent();
    }

    /** Hours as they pass, whatever they are called. */
    private Optional<Instant> everyHourAfter(Instant instant) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        LocalDateTime next = times.next(LocalDateTime.ofInstant(instant, offset));
        if (next == null) {
            return Optional.empty();
        }
        Instant found = next.toInstant(offset);
        if (zone.getRules().getOffset(found).equals(offset)) {
            return Optional.of(found);
        }
        // Clocks change before: go on from there, the moment of the change included.
        Instant change =
                Objects.requireNonNull(zone.getRules().nextTransition(instant)).getInstant();
        ZoneOffset changed = zone.getRules().getOffset(change);
        LocalDateTime before = LocalDateTime.ofInstant(change, changed).minusNanos(1);
        return Optional.ofNullable(times.next(before)).map(local -> local.toInstant(changed));
    }

    /**
     * A time that is skipped comes later by what is skipped; of one that comes twice, the first.
     */
    private Optional<Instant> namedHourAfter(Instant instant) {
        LocalDateTime local = times.next(LocalDateTime.ofInstant(instant, zone));
        while (local != null) {
            Instant found = local.atZone(zone).toInstant();
            if (found.isAfter(instant)) {
                return Optional.of(found);
            }
            local = times.next(local);
        }
        return Optional.empty();
    }
}
