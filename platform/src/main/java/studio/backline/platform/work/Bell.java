package studio.backline.platform.work;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.platform.database.Database;

/**
 * Tells all nodes that there is work: this one at once, the others by NOTIFY. It only wakes: a ring
 * that is lost costs time, and no work.
 */
@Component
public class Bell implements SmartLifecycle {

    static final String CHANNEL = "backline_work";

    private static final Logger log = LoggerFactory.getLogger(Bell.class);

    /** After so long others are told who could not be told at once. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final String self = UUID.randomUUID().toString();
    private final Map<String, List<Runnable>> woken = new ConcurrentHashMap<>();
    private final Set<String> untold = ConcurrentHashMap.newKeySet();
    private final Semaphore told = new Semaphore(0);
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final NotifyLine line;
    private volatile boolean running;

    Bell(Database database, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.line = new NotifyLine(database, CHANNEL, this::heard, this::wakeAll);
    }

    /** From now on runs this when somebody rings, on any thread; it returns at once. */
    public void hear(String topic, Runnable listener) {
        woken.computeIfAbsent(topic, unheard -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** Rings on all nodes, after a commit. Does not wait and does not throw. */
    public void ring(String topic) {
        wake(topic);
        if (untold.add(topic)) {
            told.release();
        }
    }

    /** The same once the transaction of this thread has committed; at once where there is none. */
    public void ringAfterCommit(String topic) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ring(topic);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        ring(topic);
                    }
                });
    }

    @Override
    public void start() {
        running = true;
        line.open();
        Thread.ofVirtual().name("bell").start(this::tell);
    }

    @Override
    public void stop() {
        running = false;
        told.release();
        line.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Many rings of a moment are one, and none takes time of the transaction that caused it. */
    private void tell() {
        while (running) {
            try {
                told.acquire();
                told.drainPermits();
                if (!tellAll()) {
                    TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
                    told.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean tellAll() {
        for (String topic : untold) {
            untold.remove(topic);
            try {
                notifyOthers(topic);
            } catch (DataAccessException | TransactionException e) {
                log.debug("Other nodes were not told; trying again.", e);
                untold.add(topic);
                return false;
            }
        }
        return true;
    }

    private void notifyOthers(String topic) {
        if (running) {
            transaction.executeWithoutResult(
                    status ->
                            jdbc.sql("select pg_notify(?, ?)::text")
                                    .params(CHANNEL, self + " " + topic)
                                    .query(String.class)
                                    .list());
        }
    }

    private void heard(String words) {
        String[] parts = words.split(" ", 2);
        if (parts.length == 2 && !parts[0].equals(self)) {
            wake(parts[1]);
        }
    }

    private void wakeAll() {
        woken.keySet().forEach(this::wake);
    }

    private void wake(String topic) {
        woken.getOrDefault(topic, List.of()).forEach(Runnable::run);
    }
}
