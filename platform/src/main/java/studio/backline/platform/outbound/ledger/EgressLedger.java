package studio.backline.platform.outbound.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;

/**
 * What left this server: calls and bytes by day, caller, workspace, host and purpose, and what was
 * refused by the rule that refused it. Counted in memory and entered every few seconds and at the
 * stop, so that a call does not wait for it; a killed server loses the last seconds' counts. Of
 * days that are long past it forgets all.
 */
public class EgressLedger implements SmartLifecycle {

    /** So many days are kept, in UTC, with the one that is on: as long as logs of behaviour. */
    public static final int KEPT_DAYS = 90;

    /** The host and purpose of all that have no line of their own. */
    public static final String OTHERS = "(others)";

    private static final Logger log = LoggerFactory.getLogger(EgressLedger.class);
    private static final int ENTER_EVERY_SECONDS = 5;
    private static final long FORGET_EVERY = TimeUnit.HOURS.toSeconds(1) / ENTER_EVERY_SECONDS;

    private final EgressTable table;
    private final Clock clock;
    private final Map<Kind, Counted> counts = new ConcurrentHashMap<>();
    private final EgressKinds kinds = new EgressKinds();
    private volatile boolean running;

    public EgressLedger(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.table = new EgressTable(jdbc, transaction);
        this.clock = clock;
    }

    /**
     * What has a line of its own.
     *
     * @param refusedBy empty for what was let out
     */
    record Kind(EgressAttempt attempt, Optional<Rule> refusedBy) {}

    /** So much of a kind, and when it was last. */
    record Counted(EgressSums sums, Instant last) {

        Counted plus(Counted more) {
            return new Counted(sums.plus(more.sums), last.isAfter(more.last) ? last : more.last);
        }
    }

    /** Where this attempt is counted. */
    public EgressCount count(EgressAttempt attempt) {
        return new EgressCount(this, attempt);
    }

    void add(EgressAttempt attempt, EgressSums sums) {
        add(attempt, Optional.empty(), sums);
    }

    void refuse(EgressAttempt attempt, Rule rule) {
        add(attempt, Optional.of(rule), new EgressSums(0, 1, 0, 0, 0));
    }

    private void add(EgressAttempt attempt, Optional<Rule> refusedBy, EgressSums sums) {
        EgressAttempt told =
                kinds.isOneOf(attempt, sums, today()) ? attempt : others(attempt.caller());
        counts.merge(new Kind(told, refusedBy), new Counted(sums, clock.instant()), Counted::plus);
    }

    private static EgressAttempt others(String caller) {
        return new EgressAttempt(caller, Optional.empty(), OTHERS, OTHERS);
    }

    /** Enters what was counted. What cannot be entered stays counted. */
    public synchronized void enter() {
        LocalDate today = today();
        for (Kind kind : counts.keySet()) {
            Counted counted = counts.remove(kind);
            if (counted == null) {
                continue;
            }
            try {
                table.add(today, kind, counted);
            } catch (DataAccessException | TransactionException e) {
                counts.merge(kind, counted, Counted::plus);
                throw e;
            }
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("egress-ledger").start(this::keep);
    }

    @Override
    public void stop() {
        running = false;
        attempt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void keep() {
        for (long round = 0; running; round++) {
            if (round % FORGET_EVERY == 0) {
                forgetOld();
            }
            try {
                TimeUnit.SECONDS.sleep(ENTER_EVERY_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            // The stop enters what is left itself; after it there is no database to enter it in.
            if (running) {
                attempt();
            }
        }
    }

    private void attempt() {
        try {
            enter();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The ledger of what left this server could not be entered; trying again.", e);
        }
    }

    /** In steps, so that nobody waits for it. */
    private void forgetOld() {
        LocalDate gone = today().minusDays(KEPT_DAYS);
        try {
            while (running && table.forget(gone)) {
                log.debug("More of the ledger is older than {}.", gone);
            }
        } catch (DataAccessException | TransactionException e) {
            if (running) {
                log.warn("What is old in the ledger could not be taken out; trying later.", e);
            }
        }
    }
}
