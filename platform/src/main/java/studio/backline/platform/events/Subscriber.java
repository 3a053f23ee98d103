package studio.backline.platform.events;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.events.EventHandler;
import studio.backline.platform.database.PluginConnection;

/** A plugin's handlers with all that running them takes; one thread of this node at a time. */
final class Subscriber {

    private static final Logger log = LoggerFactory.getLogger(Subscriber.class);

    private final PluginConnection plugin;
    private final ClassLoader loader;
    private final List<EventHandler> handlers;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean taken;
    private volatile boolean gone;
    private volatile boolean givenUp;
    private volatile @Nullable Thread atWork;

    Subscriber(PluginConnection plugin, ClassLoader loader, List<EventHandler> handlers) {
        this.plugin = plugin;
        this.loader = loader;
        this.handlers = List.copyOf(handlers);
    }

    PluginConnection plugin() {
        return plugin;
    }

    List<EventHandler> of(String type) {
        return handlers.stream().filter(each -> each.types().contains(type)).toList();
    }

    /** Whether nothing was claimed for it that has not ended. */
    boolean isIdle() {
        return !taken;
    }

    /** Something was claimed for it, and is going to {@link #run}. */
    void take() {
        taken = true;
    }

    /** Whether it is to handle nothing more. */
    boolean isGone() {
        return gone;
    }

    /** Nobody waits for what it does. */
    void giveUp() {
        givenUp = true;
    }

    /** Runs work as the plugin's own, alone. */
    void run(Runnable work) {
        turn.lock();
        try {
            atWork = Thread.currentThread();
            Thread.currentThread().setContextClassLoader(loader);
            work.run();
        } finally {
            atWork = null;
            givenUp = false;
            taken = false;
            turn.unlock();
        }
    }

    /** Ends what it does: waits so long, interrupts, and waits as long again. */
    void leave(Duration patience) {
        gone = true;
        if (givenUp) {
            return;
        }
        try {
            if (ended(patience)) {
                return;
            }
            Thread late = atWork;
            if (late != null) {
                log.warn("A handler of {} does not end by itself and is interrupted.", plugin.id());
                late.interrupt();
            }
            if (!ended(patience)) {
                log.warn("A handler of {} goes on in spite of being interrupted.", plugin.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended(Duration patience) throws InterruptedException {
        if (!turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        turn.unlock();
        return true;
    }
}
