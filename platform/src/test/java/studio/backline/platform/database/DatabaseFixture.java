package studio.backline.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.schema.Roles;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.server.CoreSchema;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.platform.database.server.HouseCode;
import studio.backline.platform.database.server.Superuser;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;

/** One prepared database for all tests of the JVM, and a caller that each test chooses. */
public final class DatabaseFixture {

    /** Secrets that are the same for all databases of the test server, which share their roles. */
    public static final Secrets SECRETS =
            new Secrets() {
                private final Set<String> asked = ConcurrentHashMap.newKeySet();

                @Override
                public String password(String name) {
                    asked.add(name);
                    return HexFormat.of().formatHex(secret(name, 20));
                }

                @Override
                public byte[] secret(String name, int bytes) {
                    try {
                        MessageDigest digest = MessageDigest.getInstance("SHA-256");
                        byte[] all = digest.digest(name.getBytes(StandardCharsets.UTF_8));
                        return Arrays.copyOf(all, bytes);
                    } catch (NoSuchAlgorithmException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public List<String> names(String prefix) {
                    return asked.stream().filter(name -> name.startsWith(prefix)).toList();
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
                public void forget(String name) {
                    asked.remove(name);
                }
            };

    private static final ThreadLocal<Optional<Caller>> CALLER =
            ThreadLocal.withInitial(Optional::empty);

    private final DatabaseServer server;
    private final TestDatabase superuser;
    private final DataSource platform;

    private DatabaseFixture(DatabaseServer server, TestDatabase superuser) {
        this.server = server;
        this.superuser = superuser;
        this.platform = server.openPlatformPool();
    }

    /** The one database. */
    public static DatabaseFixture shared() {
        return Holder.FIXTURE;
    }

    public Database database() {
        return server.database();
    }

    /** As the one who makes roles and schemas. */
    public DatabaseAddress admin() {
        return new DatabaseAddress(database().url(), Superuser.ADMIN, SECRETS.password("admin"));
    }

    public PluginSchemas schemas() {
        return server.pluginSchemas(Duration.ofMinutes(10));
    }

    /** The core's pool. */
    public DataSource platform() {
        return platform;
    }

    /** The same database, as superuser. */
    public TestDatabase superuser() {
        return superuser;
    }

    public static Caller owner(WorkspaceId workspace) {
        return new Caller(workspace, Optional.empty(), Role.OWNER);
    }

    /** Runs the work on behalf of the caller. */
    public static <T> T as(Caller caller, Supplier<T> work) {
        Optional<Caller> before = CALLER.get();
        CALLER.set(Optional.of(caller));
        try {
            return work.get();
        } finally {
            CALLER.set(before);
        }
    }

    /** On whose behalf this thread works. */
    public static Optional<Caller> caller() {
        return CALLER.get();
    }

    /** Runs the work on behalf of nobody. */
    public static void asNobody(Runnable work) {
        Optional<Caller> before = CALLER.get();
        CALLER.set(Optional.empty());
        try {
            work.run();
        } finally {
            CALLER.set(before);
        }
    }

    /** Runs the work in one transaction of the pool, on behalf of the caller. */
    public static <T> T in(
            WorkspaceId workspace,
            DataSource source,
            java.util.function.Function<JdbcClient, T> work) {
        return as(owner(workspace), () -> in(source, work));
    }

    /** Runs the work in one transaction of the pool, on behalf of nobody. */
    @SuppressWarnings("NullAway")
    public static <T> T in(DataSource source, java.util.function.Function<JdbcClient, T> work) {
        JdbcClient jdbc = JdbcClient.create(source);
        return new TransactionTemplate(new JdbcTransactionManager(source))
                .execute(_ -> work.apply(jdbc));
    }

    private static DatabaseFixture start() {
        TestDatabase maintenance = TestPostgres.shared().maintenance();
        String name = "backline_shared";
        String password = SECRETS.password("admin");
        try (Connection connection = maintenance.open()) {
            Superuser.prepare(connection, name, password);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        TestDatabase database = TestPostgres.shared().database(name);
        DatabaseAddress address = new DatabaseAddress(database.url(), Superuser.ADMIN, password);
        try {
            return new DatabaseFixture(
                    DatabaseServer.external(address, SECRETS, CALLER::get), database);
        } catch (DatabaseFailureException e) {
            throw recorded(address, e);
        }
    }

    /** Whoever changes the core's functions or views on purpose is given the record to keep. */
    private static IllegalStateException recorded(
            DatabaseAddress address, DatabaseFailureException refusal) {
        Path record = Path.of("target", HouseCode.RECORD);
        try (Connection admin = address.open()) {
            admin.setAutoCommit(false);
            new Roles(admin, SECRETS).ensureCore();
            SchemaMigrator.migrate(admin, CoreSchema.read());
            Files.createDirectories(record.getParent());
            Files.write(record, HouseCode.record(admin));
            admin.rollback();
        } catch (SQLException | IOException e) {
            refusal.addSuppressed(e);
        }
        return new IllegalStateException(
                "If the migrations shall make what was found, take platform/%s into src/main/resources/%s."
                        .formatted(record, HouseCode.RECORD),
                refusal);
    }

    private static final class Holder {
        private static final DatabaseFixture FIXTURE = start();
    }
}
