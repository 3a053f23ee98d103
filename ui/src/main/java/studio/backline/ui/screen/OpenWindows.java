package studio.backline.ui.screen;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browser windows that are open now, of everybody. Before news are told to them, those are led
 * away whose session has ended; the others hear it.
 */
public final class OpenWindows {

    private static final Logger LOG = LoggerFactory.getLogger(OpenWindows.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<VaadinSession> sessions = ConcurrentHashMap.newKeySet();
    private final UnaryOperator<Set<VaadinSession>> sieve;

    /**
     * @param sieve leads those away among sessions that have ended, and answers with the others
     */
    OpenWindows(UnaryOperator<Set<VaadinSession>> sieve) {
        this.sieve = sieve;
    }

    void opened(VaadinSession session) {
        sessions.add(session);
    }

    void closed(VaadinSession session) {
        sessions.remove(session);
    }

    /**
     * Runs something in every open window and waits until each has done it, for five seconds at
     * most: a window whose request hangs must not hold the plugin for ever. Not to be called by a
     * thread that serves a window, since that window would wait for itself. A plugin leaves also
     * those windows whose session has ended.
     */
    public void inEach(Consumer<UI> act) {
        List<Future<Void>> running = new ArrayList<>();
        for (VaadinSession session : sessions) {
            running.add(session.access(() -> inEachOf(session, act)));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Future<Void> one : running) {
            await(one, deadline);
        }
    }

    /** Leads the windows away of those sessions that have ended. */
    void leadEnded() {
        heard();
    }

    /** Runs something in every open window, each as soon as it has time; waits for none. */
    public void tellEach(Consumer<UI> act) {
        for (VaadinSession session : heard()) {
            try {
                session.access(() -> inEachOf(session, act));
            } catch (RuntimeException closing) {
                LOG.debug("A session has no time any more.", closing);
            }
        }
    }

    private Set<VaadinSession> heard() {
        try {
            return sieve.apply(sessions);
        } catch (RuntimeException e) {
            LOG.debug("Which sessions have ended is not known now.", e);
            return Set.of();
        }
    }

    private static void inEachOf(VaadinSession session, Consumer<UI> act) {
        if (session.getSession() == null) {
            // It has ended since, while a request of its own took time.
            return;
        }
        for (UI ui : List.copyOf(session.getUIs())) {
            if (!ui.isClosing()) {
                ui.accessSynchronously(() -> act.accept(ui));
            }
        }
    }

    private static void await(Future<Void> one, long deadline) {
        try {
            one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "A window has not answered in {} s and is left as it is.",
                    PATIENCE.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("A window could not be told of a change of plugins.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
