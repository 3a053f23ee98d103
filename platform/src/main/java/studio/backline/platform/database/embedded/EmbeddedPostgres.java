package studio.backline.platform.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.DatabaseFailureException;

/**
 * The PostgreSQL that runs beside the server: on the loopback address only, with passwords, and
 * durable. It is no child of this process's terminal; {@link #close()} stops it, and if this
 * process was killed the next start stops what is left of it first.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The role that initdb makes; used for nothing but making the admin role and the database. */
    public static final String SUPERUSER = "postgres";

    /** Of the programs that this release comes with; their files are read by no other version. */
    public static final String MAJOR_VERSION = "18";

    private static final String PASSWORD_FILE = "initdb-";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int ATTEMPTS = 3;
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int START_SECONDS = 60;

    /** Whoever wants it to end waits no longer; the watch goes on waiting for it. */
    private static final int REVIVAL_SECONDS = 10;

    private static final List<String> GENTLY = List.of("fast", "immediate");
    private static final List<String> AT_ONCE = List.of("immediate");

    private final Path folder;
    private final PostgresCommands commands;
    private final FolderLock lock;
    private final Postmaster postmaster;
    private final PostgresWatch watch;
    private final PostgresLogs logs;
    private int port;

    private EmbeddedPostgres(Path folder, PostgresCommands commands, FolderLock lock) {
        this.folder = folder;
        this.commands = commands;
        this.lock = lock;
        this.postmaster = new Postmaster(cluster());
        this.watch = new PostgresWatch(postmaster, this::startsAgain, BEAT);
        this.logs = new PostgresLogs(folder.resolve("log"), Clock.systemUTC(), BEAT);
    }

    /**
     * Starts the server; the first time it makes the cluster.
     *
     * @param folder for cluster, log and lock; made if absent, and closed to other users
     * @param binaries for the unpacked programs; may be shared by several servers
     * @param password of the superuser, used when the cluster is made
     * @throws DatabaseFailureException when it cannot be started
     */
    public static EmbeddedPostgres start(Path folder, Path binaries, String password) {
        try {
            Path home = folder.toAbsolutePath().normalize();
            Trees.closed(home);
            Files.createDirectories(binaries);
            FolderLock lock = FolderLock.take(home);
            try {
                PostgresBinaries programs =
                        PostgresBinaries.unpackInto(binaries.toAbsolutePath().normalize());
                PostgresCommands commands = new PostgresCommands(programs, home);
                EmbeddedPostgres server = new EmbeddedPostgres(home, commands, lock);
                server.begin(password);
                programs.removeOthers();
                return server;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseFailureException(
                    "The database in '%s' cannot be started: %s (%s)."
                            .formatted(folder, e.getMessage(), e.getClass().getSimpleName()),
                    "Check that the server's user may write there and that the disk has room.",
                    e);
        }
    }

    /** Ends at once what a killed process has left running on a folder that is given up. */
    public static void endLeftOver(Path folder) throws IOException {
        Path cluster = folder.toAbsolutePath().normalize().resolve("cluster");
        new Postmaster(cluster).kill();
    }

    /** The port on 127.0.0.1; remembered from one start to the next while it is free. */
    public int port() {
        return port;
    }

    /** The JDBC URL of one of its databases. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /**
     * From now on it is brought back, at its port, whenever it ends without being asked: a system
     * that is short of memory ends the largest process, and the server would be there without a
     * database. Its log is kept within bounds.
     */
    public void keepRunning() {
        watch.begin();
        logs.begin();
    }

    /** Its children see that it is gone within a moment; until then it is refused. */
    private synchronized boolean startsAgain() throws IOException {
        if (!watch.isOn() || commands.run("pg_ctl", launchArguments(REVIVAL_SECONDS))) {
            return watch.isOn();
        }
        LOG.warn("PostgreSQL does not answer yet: {}", commands.lastWords().strip());
        return false;
    }

    /** Stops the server, ending its sessions, and waits until it has written everything. */
    @Override
    public void close() {
        end(GENTLY);
    }

    /**
     * Stops the server as it is, when a start has failed and there is nothing to wait for; the next
     * start brings back what was committed.
     */
    public void abort() {
        end(AT_ONCE);
    }

    private void end(List<String> modes) {
        watch.end();
        logs.end();
        endNow(modes);
    }

    private synchronized void endNow(List<String> modes) {
        try (lock) {
            if (!stop(modes)) {
                LOG.warn("PostgreSQL did not stop: {}", commands.lastWords());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be stopped.", e);
        }
    }

    /** Leaves the server running and frees the folder, as a killed process does. For tests. */
    void abandon() throws IOException {
        lock.close();
    }

    private Path cluster() {
        return folder.resolve("cluster");
    }

    private void begin(String password) throws IOException {
        try {
            endLeftOver();
            forgetPasswords();
            makeCluster(password);
            launch();
        } catch (IOException | RuntimeException e) {
            stop(AT_ONCE);
            throw e;
        }
    }

    /**
     * Asks it to end in one mode after the other, and at last ends it: on a full disk it cannot
     * write what it must, and would outlive this server.
     */
    private boolean stop(List<String> modes) throws IOException {
        for (String mode : modes) {
            if (postmaster.running().isEmpty() || stops(mode)) {
                return true;
            }
            LOG.warn("PostgreSQL does not stop ({}): {}", mode, commands.lastWords().strip());
        }
        return postmaster.kill();
    }

    private boolean stops(String mode) {
        try {
            return commands.run("pg_ctl", stopArguments(mode));
        } catch (IOException e) {
            LOG.debug("pg_ctl cannot be asked", e);
            return false;
        }
    }

    private List<String> stopArguments(String mode) {
        return List.of("stop", "-D", cluster().toString(), "-m", mode, "-w", "-t", "60");
    }

    /** We hold the lock, so a server that still runs here belongs to a process that was killed. */
    private void endLeftOver() throws IOException {
        if (postmaster.running().isPresent()) {
            LOG.info("Stopping the PostgreSQL that a killed server left running.");
            if (!stop(GENTLY)) {
                throw failed("An older PostgreSQL still runs on this folder and does not stop.");
            }
        }
        // Its number may belong to another program by now, which PostgreSQL could not know.
        Files.deleteIfExists(postmaster.file());
    }

    /** A server that was killed while it made its cluster has left the password in the clear. */
    private void forgetPasswords() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PASSWORD_FILE + "*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    private void makeCluster(String password) throws IOException {
        if (Files.exists(cluster().resolve("PG_VERSION"))) {
            refuseOtherVersion();
            return;
        }
        Path fresh = folder.resolve("cluster-unfinished");
        Trees.delete(fresh);
        Path passwordFile = Files.createTempFile(folder, PASSWORD_FILE, "");
        try {
            Files.writeString(passwordFile, password, StandardOpenOption.WRITE);
            boolean made = commands.run("initdb", initdb(fresh, passwordFile));
            if (!made) {
                throw failed("The cluster in '%s' could not be made.".formatted(folder));
            }
        } finally {
            Files.delete(passwordFile);
        }
        Files.writeString(
                fresh.resolve("postgresql.conf"),
                "\ninclude '%s'\n".formatted(ServerSettings.FILE),
                StandardOpenOption.APPEND);
        Files.move(fresh, cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> initdb(Path cluster, Path passwordFile) {
        return List.of(
                "-D",
                cluster.toString(),
                "-U",
                SUPERUSER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
    }

    private void launch() throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS && watch.isOn(); attempt++) {
            Files.deleteIfExists(commands.log());
            port = choosePort();
            new ServerSettings(port).write(cluster());
            if (commands.run("pg_ctl", launchArguments(START_SECONDS)) || answersLater()) {
                Files.writeString(portFile(), Integer.toString(port));
                return;
            }
            // The port may have been taken in between: the next round chooses another.
            Files.deleteIfExists(portFile());
        }
        throw new DatabaseFailureException(
                "PostgreSQL in '%s' does not start.".formatted(folder),
                "Put the postgres and keys folders back from the same backup, unless its own words,"
                        + " which are in '%s' too, ask for something else:\n     %s"
                                .formatted(folder, String.join("\n     ", commands.wordsOfStart())),
                null);
    }

    /** PostgreSQL itself would say so, too, of files that it names and nobody knows. */
    private void refuseOtherVersion() throws IOException {
        String made = Files.readString(cluster().resolve("PG_VERSION")).strip();
        if (!made.equals(MAJOR_VERSION)) {
            throw OtherPostgres.refusal(folder, made, MAJOR_VERSION);
        }
    }

    /** What was written last before a sudden end may take it minutes; Ctrl-C need not wait. */
    private boolean answersLater() throws IOException {
        Thread stop = Thread.ofPlatform().unstarted(watch::end);
        try {
            Runtime.getRuntime().addShutdownHook(stop);
            boolean answers = watch.awaitAnswer();
            Runtime.getRuntime().removeShutdownHook(stop);
            return answers;
        } catch (IllegalStateException stopping) {
            LOG.debug("The process ends while PostgreSQL starts", stopping);
            return false;
        }
    }

    private List<String> launchArguments(int seconds) {
        return List.of(
                "start",
                "-D",
                cluster().toString(),
                "-l",
                commands.log().toString(),
                "-w",
                "-t",
                Integer.toString(seconds));
    }

    private int choosePort() throws IOException {
        if (Files.exists(portFile())) {
            String remembered = Files.readString(portFile()).strip();
            if (remembered.matches("\\d{4,5}") && isFree(Integer.parseInt(remembered))) {
                return Integer.parseInt(remembered);
            }
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            LOG.debug("Port {} is taken", port, e);
            return false;
        }
    }

    private Path portFile() {
        return folder.resolve("port");
    }

    private DatabaseFailureException failed(String what) throws IOException {
        return new DatabaseFailureException(
                what,
                "Its last words, which are in '%s' too, say why:\n%s"
                        .formatted(commands.log(), commands.lastWords()),
                null);
    }
}
