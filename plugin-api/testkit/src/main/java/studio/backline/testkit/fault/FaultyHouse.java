package studio.backline.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.TestDatabase;

/**
 * A packaged server with a PostgreSQL of its own, both of which can fail while they work. After
 * each fault the server runs again, and the test asks whether all adds up.
 */
public final class FaultyHouse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultyHouse.class);
    private static final String DATABASE = "backline";

    private final StoppablePostgres postgres;
    private final TestDatabase database;
    private final MovableClock clock;
    private final PackagedServer server;

    private FaultyHouse(StoppablePostgres postgres, MovableClock clock, PackagedServer server) {
        this.postgres = postgres;
        this.database = postgres.database(DATABASE);
        this.clock = clock;
        this.server = server;
    }

    /** A house that nobody has opened; it runs. */
    public static FaultyHouse start() {
        StoppablePostgres postgres = StoppablePostgres.start();
        MovableClock clock = postgres.movableClock(postgres.newDatabase(DATABASE));
        PackagedServer server = PackagedServer.fresh().on(postgres.database(DATABASE));
        FaultyHouse house = new FaultyHouse(postgres, clock, Debugger.prepared(server));
        try {
            server.start();
            return house;
        } catch (RuntimeException e) {
            house.close();
            throw e;
        }
    }

    /** The server. */
    public PackagedServer server() {
        return server;
    }

    /** The database's clock. */
    public MovableClock clock() {
        return clock;
    }

    /** Its database, as the superuser sees it. */
    public TestDatabase database() {
        return database;
    }

    /**
     * Has work done, on a thread of its own, and lets the server suffer a fault meanwhile. Returns
     * when the server runs again and the work has come to its end.
     *
     * @param work begins something and waits until it is done; it bears a server and a database
     *     that do not answer for a while
     */
    public void suffer(Fault fault, Runnable work) {
        LOG.info("{}", fault);
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Thread working = Thread.ofPlatform().name("faulty-house").unstarted(task);
        switch (fault) {
            case Fault.KilledAt at -> {
                Debugger.Place place =
                        new Debugger.Place(
                                "studio.backline.platform.work.Contingency", "passed", at.step());
                Debugger.of(server).stopsAt(place, at.times(), working);
                killed();
            }
            case Fault.KilledAfter killed -> {
                pause(working, killed.after());
                killed();
            }
            case Fault.Frozen frozen -> {
                pause(working, frozen.after());
                signal(server, "STOP");
                pause(frozen.time());
                signal(server, "CONT");
            }
            case Fault.DatabaseRestarted away -> {
                pause(working, away.after());
                postgres.stop();
                pause(away.time());
                postgres.startAgain();
            }
            case Fault.ClockJumped jump -> {
                pause(working, jump.after());
                jump(jump.by());
            }
        }
        await(task, fault);
    }

    private void killed() {
        server.kill();
        server.start();
    }

    private void jump(Duration by) {
        clock.jump(by);
        clock.ring();
        if (by.isNegative()) {
            pause(Duration.ofSeconds(1));
            clock.jump(by.negated());
            clock.ring();
        }
    }

    /** Sends a signal to a server's process: {@code STOP} freezes it, {@code CONT} lets it go. */
    public static void signal(PackagedServer server, String name) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("There is no process " + server.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No signal can be sent.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at a signal", e);
        }
    }

    private static void pause(Thread begun, Duration time) {
        begun.start();
        pause(time);
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in a pause", e);
        }
    }

    private void await(FutureTask<Boolean> task, Fault fault) {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(
                    "After %s:\n%s".formatted(fault, server.console()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted after " + fault, e);
        }
    }

    @Override
    public void close() {
        server.close();
        postgres.close();
    }
}
