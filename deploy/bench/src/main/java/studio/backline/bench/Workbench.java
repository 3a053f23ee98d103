package studio.backline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.testkit.TestDatabase;

/**
 * What a benchmark works with: a folder of its own, and the house's database as a studio has it,
 * embedded and durable, started when first asked for. All of it goes at the end.
 */
public final class Workbench implements AutoCloseable {

    private static final ThreadLocal<Optional<Caller>> CALLER =
            ThreadLocal.withInitial(Optional::empty);

    private final Path folder;
    private final Secrets secrets = new RandomSecrets();
    private @Nullable DatabaseServer server;

    private Workbench(Path folder) {
        this.folder = folder;
    }

    static Workbench open() throws IOException {
        return new Workbench(Files.createTempDirectory("backline-bench"));
    }

    /** A folder that is deleted at the end. */
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
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Good for one run. */
    private static final class RandomSecrets implements Secrets {

        private static final int BYTES = 64;
        private final SecureRandom random = new SecureRandom();
        private final Map<String, byte[]> known = new ConcurrentHashMap<>();

        @Override
        public String password(String name) {
            return HexFormat.of().formatHex(secret(name, 20));
        }

        @Override
        public byte[] secret(String name, int bytes) {
            byte[] all =
                    known.computeIfAbsent(
                            name,
                            _ -> {
                                byte[] fresh = new byte[BYTES];
                                random.nextBytes(fresh);
                                return fresh;
                            });
            return Arrays.copyOf(all, bytes);
        }
    }
}
