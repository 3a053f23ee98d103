package studio.backline.testkit.fault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import studio.backline.testkit.TestDatabase;

/**
 * A PostgreSQL of its own that can be stopped and started again under those who use it, always on
 * the same port and with what was committed. Unlike that of {@link
 * studio.backline.testkit.TestPostgres} it waits for the disk.
 */
public final class StoppablePostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";

    private final Path folder;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    private StoppablePostgres(Path folder) throws IOException {
        this.folder = folder;
        this.running = start(folder, 0);
        this.port = running.getPort();
    }

    /** A new one, which runs. */
    public static StoppablePostgres start() {
        try {
            return new StoppablePostgres(Files.createTempDirectory("backline-postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException("A PostgreSQL of its own does not start.", e);
        }
    }

    private static EmbeddedPostgres start(Path folder, int port) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("cluster"))
                        .setCleanDataDirectory(false)
                        .setLocaleConfig("locale-provider", "builtin")
                        .setLocaleConfig("builtin-locale", "C.UTF-8")
                        .setLocaleConfig("locale", "C")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("TimeZone", "UTC")
                        .setPGStartupWait(Duration.ofSeconds(60));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** A database by its name, as the superuser reaches it. */
    public TestDatabase database(String name) {
        return new TestDatabase(
                name,
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name),
                SUPERUSER,
                SUPERUSER);
    }

    /** Makes an empty database. */
    public TestDatabase newDatabase(String name) {
        database("postgres").execute("create database %s template template0".formatted(name));
        return database(name);
    }

    /** Gives an empty database a clock that can be moved. */
    public MovableClock movableClock(TestDatabase empty) {
        return MovableClock.in(empty, folder.resolve(empty.name() + ".clock"));
    }

    /** Ends all sessions and stops it; what was committed stays. Nothing where it is stopped. */
    public void stop() {
        try {
            if (running != null) {
                running.close();
                running = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The PostgreSQL does not stop.", e);
        }
    }

    /** Starts it again, on the port that it had. */
    public void startAgain() {
        try {
            running = start(folder, port);
        } catch (IOException e) {
            throw new UncheckedIOException("The PostgreSQL does not start again.", e);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the PostgreSQL stays.", e);
        }
    }
}
