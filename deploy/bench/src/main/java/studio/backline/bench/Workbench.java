package studio.backline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.testkit.TestDatabase;

/**
 * What a benchmark works with: a folder of its own, and the house's database as a studio has it,
 * embedded and durable, started when first asked for. All of it goes at the end, unless {@code
 * -Dbench.keep} names a folder: that one stays, and a benchmark finds there what it filled before.
 */
public final class Workbench implements AutoCloseable {

    private static final ThreadLocal<Optional<Caller>> CALLER =
            ThreadLocal.withInitial(Optional::empty);

    private final Path folder;
    private final boolean kept;
    private final Secrets secrets;
    private @Nullable DatabaseServer server;

    private Workbench(Path folder, boolean kept) {
        this.folder = folder;
        this.kept = kept;
        this.secrets = new RandomSecrets(folder.resolve("secrets"));
    }

    static Workbench open() throws IOException {
        String keep = System.getProperty("bench.keep", "");
        return keep.isEmpty()
                ? new Workbench(Files.createTempDirectory("backline-bench"), false)
                : new Workbench(Files.createDirectories(Path.of(keep)), true);
    }

    /** A folder that is deleted at the end, if it was not asked to stay. */
    public Path folder() {
        return folder;
    }

    /** The house's database, on the folder of this workbench. */
    public DatabaseServer server() {
        if (server == null) {
            server = DatabaseServer.embedded(folder.resolve("data"), secrets, CALLER::get);
        }
        return server;
    }

    /** Schemas of plugins; nothing here migrates for long. */
    public PluginSchemas pluginSchemas() {
        return server().pluginSchemas(Duration.ofMinutes(10));
    }

    /** A connection of the superuser, who is bound by no policy, to the house's database. */
    public Connection openSuperuser() throws SQLException {
        return DriverManager.getConnection(
                server().database().url(), "postgres", secrets.password("database.superuser"));
    }

    /** Another database of the house's server, as the superuser reaches it. */
    public TestDatabase databaseOfSuperuser(String name) {
        String url = server().database().url().replaceFirst("/[^/]+$", "/" + name);
        return new TestDatabase(name, url, "postgres", secrets.password("database.superuser"));
    }

    /** From now on this thread works on behalf of the workspace's owner. */
    public void enter(WorkspaceId workspace) {
        CALLER.set(Optional.of(new Caller(workspace, Optional.empty(), Role.OWNER)));
    }

    /** From now on this thread works on behalf of nobody. */
    public void leave() {
        CALLER.remove();
    }

    /** The database's version, as it says itself. */
    String databaseVersion() throws SQLException {
        try (Connection connection = server().database().openAdmin();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery("select current_setting('server_version')")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        if (kept) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Made by chance, and good for as long as the folder is. */
    private static final class RandomSecrets implements Secrets {

        private static final int BYTES = 64;
        private final SecureRandom random = new SecureRandom();
        private final Path folder;

        RandomSecrets(Path folder) {
            this.folder = folder;
        }

        @Override
        public String password(String name) {
            return HexFormat.of().formatHex(secret(name, 20));
        }

        @Override
        public synchronized byte[] secret(String name, int bytes) {
            Path file = folder.resolve(name);
            try {
                if (!Files.exists(file)) {
                    byte[] fresh = new byte[BYTES];
                    random.nextBytes(fresh);
                    Files.createDirectories(folder);
                    Files.write(file, fresh);
                }
                return Arrays.copyOf(Files.readAllBytes(file), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public synchronized List<String> names(String prefix) {
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.startsWith(prefix))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String fingerprint() {
            return password("fingerprint");
        }

        @Override
        public boolean mayBelongTo(Collection<WorkspaceId> workspaces) {
            return true;
        }

        @Override
        public RuntimeException refuseKeysOfAnother(String database) {
            return new IllegalStateException("Made with other keys: " + database);
        }

        @Override
        public synchronized void forget(String name) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
