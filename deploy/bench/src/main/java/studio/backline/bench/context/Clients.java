package studio.backline.bench.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do one thing over and over for a while. */
final class Clients {

    private Clients() {}

    /** One client's work, done once; clients are counted from zero. */
    @FunctionalInterface
    interface Work {
        void once(int client) throws Exception;
    }

    /** How often per second all of them did it. */
    static double rate(int clients, long millis, Work work) throws Exception {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        long done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                counts.add(threads.submit(() -> repeat(number, end, work)));
            }
            for (Future<Integer> count : counts) {
                done += count.get();
            }
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private static int repeat(int client, long end, Work work) throws Exception {
        int done = 0;
        while (System.nanoTime() < end) {
            work.once(client);
            done++;
        }
        return done;
    }
}
