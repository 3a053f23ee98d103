package studio.backline.platform.database.proof;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;

/**
 * Many transactions at once on one pool, for random workspaces and for nobody, inside one another
 * and in savepoints, that are committed, rolled back, fail, run out of time or lose their session.
 * All of it follows from a seed; how the threads take turns does not.
 */
final class Storm {

    /** The database ended the session. */
    private static final String KILLED = "select pg_terminate_backend(pg_backend_pid())";

    private static final String OVERDUE = "set local statement_timeout = 1; select pg_sleep(5)";
    private static final int DEEPEST = 2;

    private final List<WorkspaceId> workspaces =
            List.of(WorkspaceId.next(), WorkspaceId.next(), WorkspaceId.next());

    private final List<String> wrongs = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> ends = Collections.synchronizedMap(new TreeMap<>());

    private final JdbcClient jdbc;
    private final JdbcTransactionManager transactions;
    private final String table;
    private final boolean another;

    /**
     * On a pool.
     *
     * @param table with schema, of workspace_id, id and title
     * @param another whether a transaction may begin another one on a second connection, as jobs
     *     and listeners do
     */
    Storm(DataSource source, String table, boolean another) {
        this.jdbc = JdbcClient.create(source);
        this.transactions = new JdbcTransactionManager(source);
        this.table = table;
        this.another = another;
    }

    /** How often transactions came to which end. */
    Map<String, Integer> ends() {
        return ends;
    }

    List<WorkspaceId> workspaces() {
        return workspaces;
    }

    /** Runs it and gives what was seen that must not be. */
    List<String> run(long seed, int threads, int rounds) throws InterruptedException {
        List<Callable<String>> works = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            Random random = new Random(seed + thread);
            works.add(
                    () -> {
                        for (int round = 0; round < rounds; round++) {
                            unit(
                                    random,
                                    anybody(random),
                                    TransactionDefinition.PROPAGATION_REQUIRED,
                                    0);
                        }
                        return "";
                    });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<String> done : pool.invokeAll(works)) {
                done.get();
            }
        } catch (ExecutionException e) {
            wrongs.add(String.valueOf(e.getCause()));
        }
        return wrongs;
    }

    private Optional<WorkspaceId> anybody(Random random) {
        int chosen = random.nextInt(workspaces.size() + 1);
        return chosen == workspaces.size() ? Optional.empty() : Optional.of(workspaces.get(chosen));
    }

    private void unit(Random random, Optional<WorkspaceId> caller, int propagation, int depth) {
        Runnable work = () -> transaction(random, caller, propagation, depth);
        if (caller.isEmpty()) {
            DatabaseFixture.asNobody(work);
        } else {
            DatabaseFixture.as(
                    DatabaseFixture.owner(caller.get()),
                    () -> {
                        work.run();
                        return "";
                    });
        }
    }

    private void transaction(
            Random random, Optional<WorkspaceId> caller, int propagation, int depth) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(propagation);
        try {
            template.executeWithoutResult(
                    status -> {
                        look(caller);
                        caller.ifPresent(this::write);
                        if (depth < DEEPEST && random.nextInt(3) == 0) {
                            inside(random, caller, depth);
                            look(caller);
                        }
                        end(random, status::setRollbackOnly);
                    });
            count("ended");
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** In a savepoint for the same workspace, or beside it for any. */
    private void inside(Random random, Optional<WorkspaceId> caller, int depth) {
        if (another && depth == 0 && random.nextBoolean()) {
            unit(random, anybody(random), TransactionDefinition.PROPAGATION_REQUIRES_NEW, DEEPEST);
        } else {
            unit(random, caller, TransactionDefinition.PROPAGATION_NESTED, depth + 1);
        }
    }

    private void end(Random random, Runnable rollback) {
        switch (random.nextInt(10)) {
            case 0 -> rollback.run();
            case 1 -> jdbc.sql("select 1 / 0").query(Integer.class).single();
            case 2 -> jdbc.sql(OVERDUE).update();
            case 3 -> jdbc.sql(KILLED).query(Boolean.class).single();
            case 4 -> jdbc.sql("set timezone = 'Pacific/Kiritimati'").update();
            default -> count("to be committed");
        }
    }

    private void look(Optional<WorkspaceId> caller) {
        List<UUID> seen =
                jdbc.sql("select distinct workspace_id from " + table).query(UUID.class).list();
        for (UUID workspace : seen) {
            if (caller.filter(own -> own.value().equals(workspace)).isEmpty()) {
                wrongs.add("%s saw a row of %s".formatted(caller, workspace));
            }
        }
    }

    /** The title says who wrote it: the row must lie where its writer was. */
    private void write(WorkspaceId workspace) {
        jdbc.sql("insert into %s (id, title) values (?, ?)".formatted(table))
                .params(UUID.randomUUID(), workspace.toString())
                .update();
    }

    private void failed(RuntimeException failure) {
        String state = "none";
        // Of a session that is gone the way back fails, too, and tells why it was wanted.
        Throwable first =
                failure instanceof TransactionSystemException rollback
                                && rollback.getApplicationException() != null
                        ? rollback.getApplicationException()
                        : failure;
        for (Throwable each = first; each != null; each = each.getCause()) {
            if (each instanceof SQLException e && e.getSQLState() != null) {
                state = e.getSQLState();
            }
        }
        count(state);
        if (state.equals("42501") || state.equals("23502")) {
            wrongs.add("a row did not lie in its writer's workspace: " + failure.getMessage());
        }
    }

    private void count(String end) {
        ends.merge(end, 1, Integer::sum);
    }
}
