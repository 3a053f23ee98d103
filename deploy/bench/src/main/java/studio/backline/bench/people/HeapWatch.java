package studio.backline.bench.people;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The most that is alive in this JVM's heap: what is left after a full collection, now and then.
 */
final class HeapWatch implements AutoCloseable {

    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread watcher;
    private volatile long peak;

    private HeapWatch(long everyMillis) {
        this.watcher = Thread.ofPlatform().daemon().start(() -> watch(everyMillis));
    }

    static HeapWatch start(long everyMillis) {
        return new HeapWatch(everyMillis);
    }

    private void watch(long everyMillis) {
        try {
            do {
                System.gc();
                peak =
                        Math.max(
                                peak,
                                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            } while (!end.await(everyMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In megabytes. */
    double peak() {
        return peak / 1e6;
    }

    @Override
    public void close() throws InterruptedException {
        end.countDown();
        watcher.join();
    }
}
