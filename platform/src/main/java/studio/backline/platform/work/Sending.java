package studio.backline.platform.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;

/**
 * Whether anything may leave this instance: mail, messages, calls to other services. A restored one
 * begins paused, since the one that it was taken from may have sent the same, or still run. What
 * sends asks before each claim or call, and waits while it is paused.
 */
@Component
public class Sending {

    /** The topic of the {@link Bell} that is rung when sending is paused or goes on. */
    public static final String TOPIC = "sending";

    /** The setting that a restore writes too, as {@link Pause#written()}. */
    public static final String SETTING = "sending.paused";

    /** For so long another node may go on where the bell was not heard. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(2);

    private static final Setting<Optional<Pause>> PAUSED =
            new Setting<>(
                    SETTING,
                    Optional.empty(),
                    Pause::read,
                    pause -> pause.map(Pause::written).orElse(""));

    private final InstanceSettings settings;
    private final Audit audit;
    private final Bell bell;
    private final Clock clock;

    /** Counts the rings: what was read before the last one is not believed any more. */
    private final AtomicLong rung = new AtomicLong();

    private volatile Known known = new Known(Optional.empty(), Instant.MIN, -1);

    Sending(InstanceSettings settings, Audit audit, Bell bell, ObjectProvider<Clock> clock) {
        this.settings = settings;
        this.audit = audit;
        this.bell = bell;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
        bell.hear(TOPIC, rung::incrementAndGet);
    }

    /** Why nothing is sent. */
    public enum Cause {
        /** The instance came out of a backup. */
        RESTORED,
        /** The operator wished so. */
        OPERATOR
    }

    /**
     * That nothing is sent.
     *
     * @param since from when on
     */
    public record Pause(Instant since, Cause cause) {

        /** As the setting keeps it. */
        public String written() {
            return since + " " + cause.name().toLowerCase(Locale.ROOT);
        }

        /** What cannot be read was meant to stop something, and does. */
        private static Optional<Pause> read(String text) {
            if (text.isBlank()) {
                return Optional.empty();
            }
            String[] parts = text.split(" ", 2);
            Cause cause =
                    parts.length > 1 && parts[1].equals("restored")
                            ? Cause.RESTORED
                            : Cause.OPERATOR;
            try {
                return Optional.of(new Pause(Instant.parse(parts[0]), cause));
            } catch (DateTimeParseException e) {
                return Optional.of(new Pause(Instant.EPOCH, cause));
            }
        }
    }

    private record Known(Optional<Pause> pause, Instant at, long since) {}

    /** Whether that is the setting of an instance that came out of a backup. */
    public static boolean isOfRestore(String setting) {
        return Pause.read(setting).filter(pause -> pause.cause() == Cause.RESTORED).isPresent();
    }

    /** Whether it is paused; asked often, and answered from what was true a moment ago. */
    public boolean isPaused() {
        return paused().isPresent();
    }

    /** The pause, where there is one; as {@link #isPaused()}. */
    public Optional<Pause> paused() {
        Known last = known;
        Instant now = clock.instant();
        long since = rung.get();
        if (last.since() != since
                || last.at().isBefore(now.minus(KNOWN_FOR))
                || last.at().isAfter(now)) {
            last = new Known(settings.get(PAUSED), now, since);
            known = last;
        }
        return last.pause();
    }

    /** From now on nothing is sent; a pause that lasts already goes on. */
    public void pause(Optional<AccountId> who) {
        if (settings.get(PAUSED).isEmpty()) {
            settings.set(PAUSED, Optional.of(new Pause(clock.instant(), Cause.OPERATOR)));
            audit.recordInstance(who, "sending.paused", Optional.empty(), Map.of());
            tell();
        }
    }

    /** From now on all is sent that waits. */
    public void resume(Optional<AccountId> who) {
        if (settings.get(PAUSED).isPresent()) {
            settings.set(PAUSED, Optional.empty());
            audit.recordInstance(who, "sending.resumed", Optional.empty(), Map.of());
            tell();
        }
    }

    private void tell() {
        rung.incrementAndGet();
        bell.ringAfterCommit(TOPIC);
    }
}
