package studio.backline.bench.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;

/**
 * How quickly nodes come to what waits for them, against a loop that does nothing but claim rows of
 * a table without workspaces, turns, plugins or row security. Each claim is a transaction that is
 * on the disk when it returns.
 */
public final class ClaimsBenchmark implements Benchmark {

    private static final int WARM_UP = 1;
    private static final int ROUNDS = 5;
    private static final double WANTED = 0.50;

    /** Places of a node for jobs, and what a plugin is given of events at once. */
    private static final int PLACES = 3;

    private static final int BATCH = 32;

    @Override
    public String id() {
        return "claims";
    }

    @Override
    public String title() {
        return "Jobs and events claimed by nodes, against a bare loop of SQL that claims as many rows at once.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        try (WaitingWork work = WaitingWork.make(workbench)) {
            for (int nodes = 1; nodes <= 2; nodes++) {
                compare(report, "jobs", PLACES, nodes, work::jobs, work::bareJobs, work);
                compare(report, "jobs", BATCH, nodes, work::jobs, work::bareJobs, work);
                compare(report, "events", BATCH, nodes, work::events, work::bareEvents, work);
            }
        }
        report.note(
                "Jobs of %,d workspaces, one each and of two plugins, and as many events for one plugin. A node has %d places for jobs; the rows of %d at once show the statement by itself."
                        .formatted(WaitingWork.ROWS, PLACES, BATCH));
    }

    private static void compare(
            Report report,
            String what,
            int most,
            int nodes,
            Claim ours,
            Claim limit,
            WaitingWork work)
            throws Exception {
        Rounds.Pair pair =
                Rounds.alternate(
                        WARM_UP,
                        ROUNDS,
                        () -> drain(work, nodes, most, ours),
                        () -> drain(work, nodes, most, limit));
        String name =
                "%s, %d at once, %d node%s".formatted(what, most, nodes, nodes == 1 ? "" : "s");
        report.add(Result.of(name, "/s", pair, Wanted.atLeast(WANTED)));
    }

    /** A claim of so many at most; how many there were. */
    @FunctionalInterface
    interface Claim {
        int take(int most);
    }

    /** Rows per second, until nothing is left that waits. */
    private static double drain(WaitingWork work, int nodes, int most, Claim claim)
            throws Exception {
        work.refill();
        long start = System.nanoTime();
        int taken = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(nodes)) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                counts.add(threads.submit(() -> takeAll(most, claim)));
            }
            for (Future<Integer> count : counts) {
                taken += count.get();
            }
        }
        if (taken != WaitingWork.ROWS) {
            throw new IllegalStateException(
                    "%d of %d rows were claimed.".formatted(taken, WaitingWork.ROWS));
        }
        return taken * 1e9 / (System.nanoTime() - start);
    }

    private static int takeAll(int most, Claim claim) {
        int all = 0;
        int taken = claim.take(most);
        while (taken > 0) {
            all += taken;
            taken = claim.take(most);
        }
        return all;
    }
}
