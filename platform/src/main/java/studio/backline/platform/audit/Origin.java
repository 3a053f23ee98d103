package studio.backline.platform.audit;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where an act comes from: a visitor's request, a piece of the host's own work, or a command. What
 * is done inside is recorded with it, and its number stands in each line of the log and on the page
 * of a failure, so that all three lead to each other.
 *
 * @param actor what acts where no account is known to
 * @param correlation the number
 * @param network shortened to {@link #networkOf}; empty where there is none
 * @param device shortened to {@link Device}; empty where there is none
 */
public record Origin(Actor actor, String correlation, String network, String device) {

    /** The name of the number in the log. */
    public static final String LOGGED_AS = "correlation";

    private static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NUMBER_BYTES = 5;

    /** What acted. */
    public enum Actor {
        /** Somebody who has signed in. */
        ACCOUNT,
        /** A request of somebody who has not. */
        VISITOR,
        /** The server, by itself. */
        HOST,
        /** A plugin, by itself. */
        PLUGIN,
        /** Whoever has a shell on the server. */
        COMMAND_LINE;

        /** As it is stored. */
        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Actor of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * A request.
     *
     * @param address the client's IP address as a literal; after the proxy, where one is trusted
     * @param agent what the browser calls itself
     */
    public static Origin ofRequest(String address, String agent) {
        return new Origin(
                Actor.VISITOR,
                number(),
                NetworkPrefix.of(address),
                Device.of(agent).map(Device::stored).orElse(""));
    }

    /** A piece of work that the server does by itself. */
    public static Origin ofHost() {
        return new Origin(Actor.HOST, number(), "", "");
    }

    /** A command. */
    public static Origin ofCommandLine() {
        return new Origin(Actor.COMMAND_LINE, number(), "", "");
    }

    /** The one that this thread works in. */
    public static Optional<Origin> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** The number that this thread's log lines have; a new one where they have none. */
    public static String currentNumber() {
        return current().map(Origin::correlation).orElseGet(Origin::number);
    }

    /** Runs the work in this origin. */
    public void run(Runnable work) {
        String outer = MDC.get(LOGGED_AS);
        MDC.put(LOGGED_AS, correlation);
        try {
            ScopedValue.where(CURRENT, this).run(work);
        } finally {
            restore(outer);
        }
    }

    /** Does the work in this origin and gives its result. */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work) throws X {
        String outer = MDC.get(LOGGED_AS);
        MDC.put(LOGGED_AS, correlation);
        try {
            return ScopedValue.where(CURRENT, this).call(work);
        } finally {
            restore(outer);
        }
    }

    private static void restore(@Nullable String outer) {
        if (outer == null) {
            MDC.remove(LOGGED_AS);
            return;
        }
        MDC.put(LOGGED_AS, outer);
    }

    /** Short, since people read it to each other. */
    private static String number() {
        byte[] random = new byte[NUMBER_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random).toUpperCase(Locale.ROOT);
    }
}
