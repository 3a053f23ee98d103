package studio.backline.testkit.fault;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.jar.PluginJarBuilder;

/**
 * A plugin that leaves a mark of all that it does: of each of a job's {@value #STEPS} steps, of the
 * event that its last one tells and the plugin itself hears, and of jobs at times: every two
 * seconds, each hour ({@code tally.hour}) and at 02:30 in Berlin ({@code tally.night}). From the
 * marks follows what was done twice or not at all.
 */
public final class TallyPlugin {

    /** The plugin's id. */
    public static final String ID = "tally";

    /** The id of the plugin that hears it. */
    public static final String ECHO = "echo";

    /** Steps of a job, each a transaction with a checkpoint. */
    public static final int STEPS = 3;

    /** Names of the crash points that its work passes. */
    public static final List<String> CRASH_POINTS =
            List.of(
                    "job claimed",
                    "job handled",
                    "job ended",
                    "events claimed",
                    "event begun",
                    "event handled",
                    "event settled",
                    "event committed");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private static final String TABLE =
            """
            create table mark (
                workspace_id uuid not null default backline_api.current_workspace(),
                id uuid not null,
                version bigint not null default 0,
                word text not null,
                primary key (workspace_id, id)
            );
            """;

    private static final String CONFIGURATION =
            """
            import org.springframework.context.annotation.*;
            import org.springframework.transaction.PlatformTransactionManager;
            import studio.backline.contract.events.*;
            import studio.backline.contract.jobs.*;
            @Configuration(proxyBeanMethods = false)
            @org.springframework.data.jpa.repository.config.EnableJpaRepositories(considerNestedRepositories = true)
            class Wiring {
                @Bean Book book(Marks marks, Events events, PlatformTransactionManager manager) {
                    return new Book(marks, events, new org.springframework.transaction.support.TransactionTemplate(manager));
                }
                @Bean JobHandler counter(Book book) { return new Counter(book); }
                @Bean JobHandler ticker(Book book) { return new Ticker(book, "tally.tick"); }
                @Bean JobHandler hourly(Book book) { return new Ticker(book, "tally.hour"); }
                @Bean JobHandler nightly(Book book) { return new Ticker(book, "tally.night"); }
                @Bean EventHandler hearer(Book book) { return new Hearer(book); }
                @Bean JobSchedule often() {
                    return new JobSchedule("tally.tick", "*/2 * * * * *", java.time.ZoneId.of("UTC"));
                }
                @Bean JobSchedule eachHour() {
                    return new JobSchedule("tally.hour", "0 0 * * * *", java.time.ZoneId.of("Europe/Berlin"));
                }
                @Bean JobSchedule eachNight() {
                    return new JobSchedule("tally.night", "0 30 2 * * *", java.time.ZoneId.of("Europe/Berlin"));
                }
            }
            """;

    private static final String MARK =
            """
            import jakarta.persistence.*;
            import java.util.UUID;
            import studio.backline.contract.privacy.*;
            @Entity @Table(name = "mark")
            class Mark implements org.springframework.data.domain.Persistable<UUID> {
                @Id UUID id;
                @Version long version;
                @NotPersonal String word;
                protected Mark() {}
                Mark(String word) {
                    this.id = studio.backline.contract.tenancy.TimeOrderedUuid.next();
                    this.word = word;
                }
                @Override public UUID getId() { return id; }
                @Override public boolean isNew() { return true; }
            }
            """;

    private static final String BOOK =
            """
            record Book(Marks marks, studio.backline.contract.events.Events events,
                    org.springframework.transaction.support.TransactionTemplate transaction) {
                void write(String word) { marks.saveAndFlush(new Mark(word)); }
            }
            """;

    private static final String COUNTER =
            """
            import studio.backline.contract.jobs.*;
            record Counter(Book book) implements JobHandler {
                @Override public String type() { return "tally.count"; }
                @Override public String run(JobRun run) throws InterruptedException {
                    long pause = Long.parseLong(run.parameters().getOrDefault("pause", "0"));
                    int from = run.checkpoint().map(Integer::parseInt).orElse(0);
                    for (int step = from + 1; step <= %1$d; step++) {
                        String done = String.valueOf(step);
                        book.transaction().executeWithoutResult(status -> {
                            book.write(run.id() + " " + done);
                            run.moveCheckpoint(done);
                            if (done.equals("%1$d")) {
                                book.events().publish("tally.counted", java.util.Map.of("job", run.id().toString()));
                            }
                        });
                        run.progress(step, %1$d);
                        Thread.sleep(pause);
                    }
                    return "Counted.";
                }
            }
            """
                    .formatted(STEPS);

    private static final String TICKER =
            """
            import studio.backline.contract.jobs.*;
            record Ticker(Book book, String type) implements JobHandler {
                @Override public String run(JobRun run) {
                    // Who was asked to stop meanwhile comes again.
                    if (run.checkpoint().isEmpty()) {
                        book.transaction().executeWithoutResult(status -> {
                            book.write("tick " + run.id());
                            run.moveCheckpoint("ticked");
                        });
                    }
                    return "Ticked.";
                }
            }
            """;

    private static final String HEARER =
            """
            import studio.backline.contract.events.*;
            record Hearer(Book book) implements EventHandler {
                @Override public java.util.Set<String> types() { return java.util.Set.of("tally.counted"); }
                @Override public void handle(Event event) { book.write("heard " + event.facts().get("job")); }
            }
            """;

    private static final String ECHO_CONFIGURATION =
            """
            import org.springframework.context.annotation.*;
            import studio.backline.contract.events.*;
            @Configuration(proxyBeanMethods = false)
            @org.springframework.data.jpa.repository.config.EnableJpaRepositories(considerNestedRepositories = true)
            class Wiring {
                @Bean EventHandler echo(Marks marks) { return new Echo(marks, new java.util.concurrent.atomic.AtomicBoolean()); }
            }
            """;

    private static final String ECHO_HEARER =
            """
            import studio.backline.contract.events.*;
            record Echo(Marks marks, java.util.concurrent.atomic.AtomicBoolean failed) implements EventHandler {
                @Override public java.util.Set<String> types() { return java.util.Set.of("tally.counted"); }
                @Override public void handle(Event event) {
                    marks.saveAndFlush(new Mark(event.id().toString()));
                    if (failed.compareAndSet(false, true)) {
                        throw new IllegalStateException("not the first time");
                    }
                }
            }
            """;

    private static final String MARKS =
            "interface Marks extends org.springframework.data.jpa.repository.JpaRepository<Mark, java.util.UUID> {}";

    private TallyPlugin() {}

    /** Its jar, version 1.0.0. */
    public static Path jar(Path folder) {
        return builder().build(folder);
    }

    /** Its jar in another version, which does the same. */
    public static Path jar(Path folder, String version) {
        return builder().version(version).build(folder);
    }

    /**
     * The jar of another plugin, {@value #ECHO}, which hears what this one tells and marks each
     * event by its id. The first of all it hears, it fails after it has marked it.
     */
    public static Path echo(Path folder) {
        return PluginJarBuilder.plugin(ECHO)
                .entry("return java.util.List.of(Wiring.class);")
                .source("Wiring", ECHO_CONFIGURATION)
                .source("Mark", MARK)
                .source("Marks", MARKS)
                .source("Echo", ECHO_HEARER)
                .migration("V001__marks.sql", TABLE)
                .build(folder);
    }

    private static PluginJarBuilder builder() {
        return PluginJarBuilder.plugin(ID)
                .entry("return java.util.List.of(Wiring.class);")
                .source("Wiring", CONFIGURATION)
                .source("Mark", MARK)
                .source("Marks", MARKS)
                .source("Book", BOOK)
                .source("Counter", COUNTER)
                .source("Ticker", TICKER)
                .source("Hearer", HEARER)
                .migration("V001__marks.sql", TABLE);
    }

    /** Makes workspaces, by rows alone: its work needs no keys. */
    public static void makeWorkspaces(TestDatabase database, int count) {
        database.execute(
                """
                insert into backline.workspace (id, name, slug, created_at)
                select uuidv7(), 'Studio ' || n, 'studio-' || n, now() from generate_series(1, %d) n
                """
                        .formatted(count));
    }

    /**
     * Asks for jobs in each workspace, as rows that wait, and rings. Bears a database that is away,
     * and may have asked twice then.
     *
     * @param each how many in each
     * @param pause how long after each step
     */
    public static void ask(TestDatabase database, int each, Duration pause) {
        String asking =
                """
                insert into backline.job (workspace_id, plugin_role, type, parameters, created_by)
                select w.id, 'p_tally', 'tally.count', '{"pause": "%d"}', null
                from backline.workspace w, generate_series(1, %d) n;
                select pg_notify('backline_work', 'test jobs')
                """
                        .formatted(pause.toMillis(), each);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                database.execute(asking);
                return;
            } catch (IllegalStateException away) {
                if (System.nanoTime() > deadline) {
                    throw away;
                }
                LockSupport.parkNanos(GLANCE.toNanos());
            }
        }
    }

    /** Waits until nothing of it waits, runs or is to be heard; bears a database that is away. */
    public static void awaitEnd(TestDatabase database) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isEnded(database)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Something does not come to its end.");
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private static boolean isEnded(TestDatabase database) {
        try {
            return texts(
                            database,
                            """
                            select 'open' where exists (
                                select from backline.job
                                where type = 'tally.count' and state in ('PLANNED', 'RUNNING'))
                            or exists (select from backline.event_delivery where state in ('PLANNED', 'RUNNING'))
                            """)
                    .isEmpty();
        } catch (SQLException away) {
            return false;
        }
    }

    /**
     * What does not add up, in sentences; empty where each job that was asked for is done, with
     * each step once, and was heard of once.
     */
    public static List<String> faults(TestDatabase database) throws SQLException {
        return texts(
                database,
                """
                select 'job ' || id || ' is ' || state || coalesce(': ' || message, '') from backline.job
                where type = 'tally.count' and state <> 'DONE'
                union all
                select 'step ' || s || ' of job ' || j.id || ' was done ' || count(m.id) || ' times'
                from backline.job j cross join generate_series(1, %d) s
                left join p_tally.mark m on m.workspace_id = j.workspace_id and m.word = j.id || ' ' || s
                where j.type = 'tally.count' group by s, j.id having count(m.id) <> 1
                union all
                select 'job ' || j.id || ' was heard of ' || count(m.id) || ' times'
                from backline.job j
                left join p_tally.mark m on m.workspace_id = j.workspace_id and m.word = 'heard ' || j.id
                where j.type = 'tally.count' group by j.id having count(m.id) <> 1
                union all
                select 'tick ' || j.id || ' is ' || j.state || ' with ' || count(m.id) || ' marks'
                from backline.job j
                left join p_tally.mark m on m.workspace_id = j.workspace_id and m.word = 'tick ' || j.id
                where j.type in ('tally.tick', 'tally.hour', 'tally.night') group by j.id, j.state
                having count(m.id) > 1 or j.state = 'DONE' and count(m.id) = 0 or j.state = 'FAILED'
                union all
                select 'instant ' || scheduled_for || ' came ' || count(*) || ' times' from backline.job
                where scheduled_for is not null group by workspace_id, type, scheduled_for having count(*) > 1
                """
                        .formatted(STEPS));
    }

    /** The first column of a query, as texts. */
    public static List<String> texts(TestDatabase database, String query) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
