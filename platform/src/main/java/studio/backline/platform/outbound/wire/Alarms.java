package studio.backline.platform.outbound.wire;

import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something when a deadline has passed, unless that was called off before. Nearly all are: the
 * thread sleeps on until the first deadline that it knew of, since to wake it for each call would
 * take as long as the call.
 */
final class Alarms implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Alarms.class);

    /** Longer than anybody waits, in the arithmetic of {@link System#nanoTime()}. */
    private static final long FAR = Long.MAX_VALUE / 2;

    private final ConcurrentSkipListSet<Alarm> waiting = new ConcurrentSkipListSet<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("outbound-deadlines").unstarted(this::watch);
    private volatile long wakes = System.nanoTime() + FAR;
    private volatile boolean closed;

    private Alarms() {}

    static Alarms open() {
        Alarms alarms = new Alarms();
        alarms.thread.start();
        return alarms;
    }

    /** One that is set. */
    final class Alarm implements Comparable<Alarm> {

        private final long at;
        private final long number;
        private final Runnable act;

        private Alarm(long at, long number, Runnable act) {
            this.at = at;
            this.number = number;
            this.act = act;
        }

        /** It is not needed any more. */
        void callOff() {
            waiting.remove(this);
        }

        private boolean isBefore(long time) {
            return at - time < 0;
        }

        private void ring() {
            try {
                act.run();
            } catch (RuntimeException e) {
                log.warn("What is too slow could not be cut off.", e);
            }
        }

        @Override
        public int compareTo(Alarm other) {
            int sooner = Long.signum(at - other.at);
            return sooner != 0 ? sooner : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    /** Does this at the deadline; it is done quickly, since all others wait for it. */
    Alarm at(Deadline deadline, Runnable act) {
        Alarm alarm = new Alarm(deadline.nanoTime(), numbers.incrementAndGet(), act);
        waiting.add(alarm);
        if (alarm.isBefore(wakes)) {
            LockSupport.unpark(thread);
        }
        return alarm;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void watch() {
        while (!closed) {
            ringWhatIsDue();
            Alarm next = first();
            wakes = next == null ? System.nanoTime() + FAR : next.at;
            // Whoever came meanwhile has compared with the time that stood there before.
            Alarm sooner = first();
            if (sooner == null || !sooner.isBefore(wakes)) {
                LockSupport.parkNanos(this, wakes - System.nanoTime());
            }
        }
    }

    private void ringWhatIsDue() {
        Alarm first = first();
        while (first != null && !closed && first.at - System.nanoTime() <= 0) {
            if (waiting.remove(first)) {
                first.ring();
            }
            first = first();
        }
    }

    private @Nullable Alarm first() {
        Iterator<Alarm> all = waiting.iterator();
        return all.hasNext() ? all.next() : null;
    }
}
