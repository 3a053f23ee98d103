package studio.backline.platform.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.events.Event;
import studio.backline.contract.events.EventHandler;
import studio.backline.contract.events.Events;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.events.EventRuntime;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.testkit.TestDatabase;

/**
 * A node in a process of its own: brings to an end what a killed one left, and then tells and asks
 * for work until it dies by its seed. Whatever is written, by whom ever, is a row of the plugin's
 * tally: what was told, what was heard, each step of a job.
 */
final class MortalNode {

    static final String PLUGIN = "mortal";
    static final String TOLD = "told ";
    static final String HEARD = "heard ";
    static final int STEPS = 3;

    private static final String EVENT = PLUGIN + ".song-sung";
    private static final String JOB = PLUGIN + ".count";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Core core;
    private final PluginHome plugin;
    private final SeededCrash crash;
    private final Events events;
    private final Jobs jobs;

    private MortalNode(Core core, SeededCrash crash) {
        this.core = core;
        this.crash = crash;
        this.plugin = PluginHome.of(core, PLUGIN);
        this.events = core.bean(EventRuntime.class).on(plugin.connection());
        this.jobs = core.bean(JobRuntime.class).on(plugin.connection());
    }

    /**
     * @param arguments name, URL, user and password of the database, the folder, and the seed to
     *     die by; none to end well
     */
    public static void main(String[] arguments) {
        TestDatabase database =
                new TestDatabase(arguments[0], arguments[1], arguments[2], arguments[3]);
        SeededCrash crash = new SeededCrash();
        try (Core core = Core.of(database, Path.of(arguments[4]), crash)) {
            MortalNode node = new MortalNode(core, crash);
            node.serve();
            node.awaitEnd();
            if (arguments.length > 5) {
                node.workUntilDeath(Long.parseLong(arguments[5]));
            }
        }
    }

    private void serve() {
        ClassLoader loader = MortalNode.class.getClassLoader();
        core.bean(EventRuntime.class).serve(plugin.connection(), loader, List.of(new Hearer()));
        core.bean(JobRuntime.class)
                .serve(plugin.connection(), loader, List.of(new Counter()), List.of());
    }

    private void workUntilDeath(long seed) {
        Caller caller = plugin.newWorkspace();
        crash.arm(seed);
        while (true) {
            plugin.in(
                    caller,
                    () -> {
                        write(TOLD + events.publish(EVENT, Map.of()));
                        return jobs.enqueue(JOB, Map.of());
                    });
            crash.passed("asked");
        }
    }

    private void awaitEnd() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (open() > 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Something that was left does not come to its end.");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private long open() {
        return core.behind()
                .sql(
                        """
                        select (select count(*) from backline.event_delivery where state in ('PLANNED', 'RUNNING'))
                            + (select count(*) from backline.job where state in ('PLANNED', 'RUNNING'))
                        """)
                .query(Long.class)
                .single();
    }

    private void write(String word) {
        plugin.connection()
                .jdbc()
                .sql("insert into tally (id, word) values (?, ?)")
                .params(TimeOrderedUuid.next(), word)
                .update();
    }

    private final class Hearer implements EventHandler {

        @Override
        public Set<String> types() {
            return Set.of(EVENT);
        }

        @Override
        public void handle(Event event) {
            write(HEARD + event.id());
        }
    }

    private final class Counter implements JobHandler {

        @Override
        public String type() {
            return JOB;
        }

        @Override
        public String run(JobRun run) {
            TransactionTemplate transaction =
                    new TransactionTemplate(plugin.connection().transactions());
            int from = run.checkpoint().map(Integer::parseInt).orElse(0);
            for (int step = from + 1; step <= STEPS; step++) {
                String done = String.valueOf(step);
                transaction.executeWithoutResult(
                        status -> {
                            write(run.id() + " " + done);
                            run.moveCheckpoint(done);
                            crash.passed("step written");
                        });
                crash.passed("step committed");
            }
            return "Counted.";
        }
    }
}
