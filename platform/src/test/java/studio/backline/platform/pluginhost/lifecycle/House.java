package studio.backline.platform.pluginhost.lifecycle;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Parts;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.server.Superuser;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.pluginhost.PluginMount;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.work.CrashPoint;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestPostgres;

/** The whole core in one context, over one database for all tests of plugins. */
final class House implements AutoCloseable {

    private static final String DATABASE = "backline_plugins";

    private final AnnotationConfigApplicationContext context;
    final PluginHost plugins;
    final RecordingMount mount = new RecordingMount();

    private House(Path folder, CrashPoint crashPoint, Map<String, Object> settings, boolean ready) {
        TestDatabase database = Holder.DATABASE;
        context = new AnnotationConfigApplicationContext();
        context.setId("house");
        Map<String, Object> properties = new java.util.HashMap<>(settings);
        properties.put("backline.data", folder.resolve("data").toString());
        properties.put("backline.database.url", database.url());
        properties.put("backline.database.username", Superuser.ADMIN);
        properties.put("backline.database.password-file", Holder.passwordFile(folder).toString());
        properties.put("backline.encryption.root-key-file", folder.resolve("root.key").toString());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", properties));
        context.registerBean(
                "sharedSecrets",
                Secrets.class,
                () -> DatabaseFixture.SECRETS,
                definition -> definition.setPrimary(true));
        context.registerBean(CrashPoint.class, () -> crashPoint);
        context.registerBean(PluginMount.class, () -> mount);
        context.register(Parts.of(MODULES));
        context.refresh();
        plugins = context.getBean(PluginHost.class);
        plugins.start();
        if (ready) {
            plugins.succeeded();
        }
    }

    private static final String[] MODULES = {
        "encryption",
        "database",
        "settings",
        "audit",
        "tenancy",
        "identity",
        "files",
        "bulk",
        "work",
        "events",
        "jobs",
        "outbound",
        "mail",
        "connections",
        "privacy",
        "pluginhost"
    };

    static House open(Path folder) {
        return new House(folder, step -> {}, Map.of(), true);
    }

    static House open(Path folder, CrashPoint crashPoint) {
        return new House(folder, crashPoint, Map.of(), true);
    }

    static House open(Path folder, Map<String, Object> settings) {
        return new House(folder, step -> {}, settings, true);
    }

    /** A server that comes up with its plugins and is not said to be ready. */
    static House openUnready(Path folder) {
        return new House(folder, step -> {}, Map.of(), false);
    }

    /** Waits until the jars that lay in the folder are taken up; each change has its turn. */
    House settle() {
        try {
            plugins.disable(new PluginId("nobody"));
        } catch (PluginRefusedException notInstalled) {
            return this;
        }
        throw new IllegalStateException("Nobody is installed.");
    }

    /** Says what Boot says before it closes a server that does not come up. */
    House fail() {
        context.publishEvent(
                new ApplicationFailedEvent(
                        new SpringApplication(),
                        new String[0],
                        context,
                        new IllegalStateException("No screen can be shown.")));
        return this;
    }

    /** Says what is said before anything of a server is stopped. */
    void sayThatItStops() {
        context.publishEvent(new ContextClosedEvent(context));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The running plugin of an id. */
    RunningPlugin running(String id) {
        return plugins.running().stream()
                .filter(plugin -> plugin.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Makes a workspace with a key. */
    WorkspaceId workspace() {
        WorkspaceId workspace = WorkspaceId.next();
        sql(
                jdbc ->
                        jdbc.sql(
                                        "insert into backline.workspace (id, name, slug, created_at) values (?, ?, ?, now())")
                                .param(workspace.value())
                                .param("House")
                                .param("w" + workspace.toString().replace("-", "").substring(8))
                                .update());
        bean(WorkspaceKeys.class).create(workspace);
        return workspace;
    }

    <T> T as(Caller caller, Supplier<T> work) {
        try {
            return bean(WorkspaceScope.class).call(caller, work::get);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Runs SQL as superuser. */
    static <T> T sql(Function<JdbcClient, T> work) {
        try (Connection connection = Holder.DATABASE.open()) {
            return work.apply(
                    JdbcClient.create(
                            new org.springframework.jdbc.datasource.SingleConnectionDataSource(
                                    connection, true)));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static boolean exists(String query, String name) {
        return sql(
                jdbc ->
                        !jdbc.sql(query)
                                .param(name)
                                .query((row, number) -> row.getInt(1))
                                .list()
                                .isEmpty());
    }

    static boolean schemaExists(String name) {
        return exists("select 1 from pg_namespace where nspname = ?", name);
    }

    static boolean roleExists(String name) {
        return exists("select 1 from pg_roles where rolname = ?", name);
    }

    static boolean rowExists(String id) {
        return exists("select 1 from backline.plugin where id = ?", id);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Notes what is mounted. */
    static final class RecordingMount implements PluginMount {

        final java.util.List<String> events = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Override
        public void mount(RunningPlugin plugin) {
            events.add("mount " + plugin.id());
        }

        @Override
        public void unmount(RunningPlugin plugin) {
            events.add("unmount " + plugin.id());
        }

        @Override
        public void gone() {
            events.add("gone");
        }
    }

    private static final class Holder {

        static final TestDatabase DATABASE = prepare();

        private static TestDatabase prepare() {
            try (Connection connection = TestPostgres.shared().maintenance().open()) {
                Superuser.prepare(
                        connection, House.DATABASE, DatabaseFixture.SECRETS.password("admin"));
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
            return TestPostgres.shared().database(House.DATABASE);
        }

        static Path passwordFile(Path folder) {
            try {
                java.nio.file.Files.createDirectories(folder.resolve("data"));
                return java.nio.file.Files.writeString(
                        folder.resolve("database.password"),
                        DatabaseFixture.SECRETS.password("admin"));
            } catch (java.io.IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        }
    }
}
