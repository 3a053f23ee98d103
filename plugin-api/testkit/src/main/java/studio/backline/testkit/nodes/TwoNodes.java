package studio.backline.testkit.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.fault.MovableClock;
import studio.backline.testkit.fault.StoppablePostgres;

/**
 * Two packaged servers on one PostgreSQL, as a house that {@link FirstEvening} has opened: each
 * with a data folder of its own, in which {@code keys} and {@code files} are the same folders, and
 * with copies of the one root key.
 */
public final class TwoNodes implements AutoCloseable {

    private final StoppablePostgres postgres;
    private final TestDatabase database;
    private final MovableClock clock;
    private final PackagedServer one;
    private final PackagedServer other;
    private final StickyProxy proxy;

    private TwoNodes(
            StoppablePostgres postgres,
            MovableClock clock,
            PackagedServer one,
            PackagedServer other) {
        this.postgres = postgres;
        this.database = postgres.database("backline");
        this.clock = clock;
        this.one = one;
        this.other = other;
        this.proxy = StickyProxy.of(one.url(), other.url());
    }

    /** Both run. */
    public static TwoNodes start() {
        StoppablePostgres postgres = StoppablePostgres.start();
        TestDatabase database = postgres.newDatabase("backline");
        TwoNodes nodes =
                new TwoNodes(
                        postgres,
                        postgres.movableClock(database),
                        PackagedServer.fresh().on(database),
                        PackagedServer.fresh().on(database));
        try {
            nodes.one.start();
            FirstEvening.open(nodes.one);
            nodes.share();
            nodes.other.start();
            return nodes;
        } catch (RuntimeException e) {
            nodes.close();
            throw e;
        }
    }

    private void share() {
        try {
            Files.createDirectories(other.data());
            for (String folder : new String[] {"keys", "files"}) {
                Path shared = Files.createDirectories(one.data().resolve(folder));
                Files.createSymbolicLink(other.data().resolve(folder), shared);
            }
            Path root = one.data().resolveSibling("root.key");
            Files.copy(
                    root,
                    other.data().resolveSibling("root.key"),
                    java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException("What the nodes share cannot be laid out.", e);
        }
    }

    /** The node that was first. */
    public PackagedServer one() {
        return one;
    }

    /** The other. */
    public PackagedServer other() {
        return other;
    }

    /** The way in for people. */
    public StickyProxy proxy() {
        return proxy;
    }

    /** The database's clock. */
    public MovableClock clock() {
        return clock;
    }

    /** The database, as the superuser sees it. */
    public TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        proxy.close();
        one.close();
        other.close();
        postgres.close();
    }
}
