package studio.backline.platform.pluginhost.running;

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import studio.backline.contract.plugin.PluginId;

/** A plugin's transactions, counted, so that a plugin stops between them and not within one. */
final class DrainingTransactions extends JpaTransactionManager {

    private static final long serialVersionUID = 1L;
    private static final long PAUSE_NANOS = 10_000_000L;

    private final transient PluginId plugin;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean refusing;

    DrainingTransactions(PluginId plugin, EntityManagerFactory entities) {
        super(entities);
        this.plugin = plugin;
    }

    /** Begins no transaction from now on. */
    void refuse() {
        refusing = true;
    }

    /** Waits until none is open; false when the time was over first. */
    boolean awaitNone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (open.get() > 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        open.incrementAndGet();
        try {
            if (refusing) {
                throw new CannotCreateTransactionException(
                        "The plugin %s is stopping and takes no new work.".formatted(plugin));
            }
            super.doBegin(transaction, definition);
        } catch (RuntimeException | Error failed) {
            open.decrementAndGet();
            throw failed;
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        open.decrementAndGet();
        super.doCleanupAfterCompletion(transaction);
    }
}
