package studio.backline.platform.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.server.Superuser;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.encryption.QuickPasswords;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.work.CrashPoint;
import studio.backline.platform.work.Pace;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestFolder;
import studio.backline.testkit.TestPostgres;

/** A node of the core, up to the plugin host, on a database of its own or on another node's. */
public final class Core implements AutoCloseable {

    private static final CrashPoint NOWHERE = step -> {};
    private static final Duration BEAT = Duration.ofMillis(200);

    private static final String[] MODULES = {
        "encryption",
        "database",
        "settings",
        "audit",
        "tenancy",
        "identity",
        "privacy",
        "files",
        "work",
        "events",
        "jobs",
        "bulk",
        "outbound",
        "mail",
        "health",
        "connections",
        "resealing",
        "checkpoints"
    };

    private final TestDatabase database;
    private final Path folder;
    private final SteppingClock clock;
    private final AnnotationConfigApplicationContext context;

    private Core(
            TestDatabase database,
            Path folder,
            SteppingClock clock,
            CrashPoint crash,
            Duration beat) {
        this.database = database;
        this.folder = folder;
        this.clock = clock;
        this.context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", settings(database, folder)));
        context.registerBean(SteppingClock.class, () -> clock);
        context.registerBean(CrashPoint.class, () -> crash);
        context.registerBean(Pace.class, () -> new Pace(beat));
        // Roles belong to the test server, and all tests of the JVM share it.
        context.registerBean(
                "sharedSecrets",
                Secrets.class,
                () -> DatabaseFixture.SECRETS,
                definition -> definition.setPrimary(true));
        context.registerBean(
                "quickPasswords",
                PasswordHash.class,
                () -> QuickPasswords.of(context.getBean(KeyStore.class)),
                definition -> definition.setPrimary(true));
        context.register(Parts.of(MODULES));
        context.refresh();
    }

    private static Map<String, Object> settings(TestDatabase database, Path folder) {
        return Map.of(
                "backline.data", folder.resolve("data").toString(),
                "backline.database.url", database.url(),
                "backline.database.username", Superuser.ADMIN,
                "backline.database.password-file", folder.resolve("database.password").toString(),
                "backline.encryption.root-key-file", folder.resolve("root.key").toString(),
                "backline.encryption.password.memory-kib", "19456",
                "backline.encryption.password.passes", "2");
    }

    /** One for all tests of a JVM: they keep apart by accounts and workspaces of their own. */
    public static Core shared() {
        return Shared.CORE;
    }

    /** A new one, which the caller closes. */
    public static Core fresh() {
        try {
            String name = "core_" + Shared.DATABASES.incrementAndGet();
            String password = DatabaseFixture.SECRETS.password("admin");
            try (Connection maintenance = TestPostgres.shared().maintenance().open()) {
                Superuser.prepare(maintenance, name, password);
            }
            Path folder = Shared.FOLDER;
            Files.writeString(folder.resolve("database.password"), password);
            return new Core(
                    TestPostgres.shared().database(name),
                    folder,
                    new SteppingClock(),
                    NOWHERE,
                    BEAT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another node on the same database and folder. */
    public Core anotherNode() {
        return anotherNode(BEAT);
    }

    /** The same, which looks after its work so often. */
    public Core anotherNode(Duration beat) {
        return new Core(database, folder, clock, NOWHERE, beat);
    }

    /** A node in this process on the database of another process. */
    public static Core of(TestDatabase database, Path folder, CrashPoint crash) {
        return new Core(database, folder, new SteppingClock(), crash, BEAT);
    }

    /** What another process needs for {@link #of}: a database in four words, and a folder. */
    public List<String> arguments() {
        return List.of(
                database.name(),
                database.url(),
                database.username(),
                database.password(),
                folder.toString());
    }

    /** A bean. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** As the server hashes them; the core of tests does so for next to nothing. */
    public PasswordHash dearPasswords() {
        return context.getBean("passwordHash", PasswordHash.class);
    }

    /** The time in all beans. */
    public SteppingClock clock() {
        return clock;
    }

    /** The database as its superuser sees and changes it: behind the core's back. */
    public JdbcClient behind() {
        return JdbcClient.create(
                new DriverManagerDataSource(
                        database.url(), database.username(), database.password()));
    }

    /** The database as the core's run-time role. */
    public JdbcClient jdbc() {
        return JdbcClient.create(bean(DataSource.class));
    }

    /** Runs work in a transaction of the core without a workspace. */
    public <T> T inTransaction(Callable<T> work) {
        TransactionTemplate template =
                new TransactionTemplate(bean(PlatformTransactionManager.class));
        return template.execute(
                status -> {
                    try {
                        return work.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** Runs work in a transaction of the core, in a workspace. */
    public <T> T inWorkspace(WorkspaceId workspace, AccountId account, Callable<T> work) {
        Caller caller = new Caller(workspace, Optional.of(account), Role.OWNER);
        try {
            return bean(WorkspaceScope.class).call(caller, () -> inTransaction(work));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Shared {

        private static final AtomicInteger DATABASES = new AtomicInteger();

        /** One for all: the roles, and with them their passwords, belong to the server. */
        private static final Path FOLDER = TestFolder.untilTheEnd("core");

        private static final Core CORE = fresh();
    }
}
