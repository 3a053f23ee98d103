package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.testkit.TestDatabase;

/** The core's own beans on an empty folder, and on the same folder again. */
class DatabaseStartTest {

    private static final PluginId PLUGIN = new PluginId("started");

    @TempDir Path folder;

    @Test
    void whatWasWrittenIsThereAfterTheNextStart() {
        AccountId owner = AccountId.next();
        Workspace made;
        try (AnnotationConfigApplicationContext first = start(Map.of())) {
            made = first.getBean(Workspaces.class).create("One", "one", owner);
            first.getBean(PluginSchemas.class).migrate(Schemas.songs(PLUGIN));
            addSong(first, made);
        }

        try (AnnotationConfigApplicationContext second = start(Map.of())) {
            assertThat(second.getBean(Workspaces.class).of(owner))
                    .singleElement()
                    .satisfies(m -> assertThat(m.workspace()).isEqualTo(made));
            second.getBean(PluginSchemas.class).migrate(Schemas.songs(PLUGIN));
            assertThat(second.getBean(PluginSchemas.class).rowCounts(PLUGIN))
                    .isEqualTo(Map.of("song", 1L, "verse", 0L));
        }
    }

    @Test
    void nothingIsKeptWhereNoPolicyWouldSeeIt() {
        try (AnnotationConfigApplicationContext context = start(Map.of())) {
            context.getBean(PluginSchemas.class).migrate(Schemas.songs(PLUGIN));
            try (PluginPool pool = context.getBean(PluginSchemas.class).open(PLUGIN)) {
                for (String make :
                        List.of(
                                "select lo_creat(-1)",
                                "select lo_create(0)",
                                "select lo_from_bytea(0, 'x')")) {
                    assertThatThrownBy(
                                    () ->
                                            DatabaseFixture.in(
                                                    pool.dataSource(),
                                                    jdbc ->
                                                            jdbc.sql(make)
                                                                    .query(Long.class)
                                                                    .single()))
                            .as(make)
                            .hasStackTraceContaining("permission denied for function");
                }
            }
            asSuperuser(context, "alter role backline_admin bypassrls");
        }
        assertThatThrownBy(() -> start(Map.of()))
                .as("who makes all roles passes no policy by either")
                .hasStackTraceContaining("The role 'backline_admin' has BYPASSRLS")
                .hasStackTraceContaining("Undo what was changed there by hand");
    }

    private static void asSuperuser(AnnotationConfigApplicationContext context, String sql) {
        String password = context.getBean(Secrets.class).password("database.superuser");
        String url = context.getBean(Database.class).url();
        new TestDatabase("backline", url, "postgres", password).execute(sql);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsSaidSoWithWhatToDo() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");

        assertThatThrownBy(
                        () ->
                                start(
                                        Map.of(
                                                "backline.database.url",
                                                "jdbc:postgresql://127.0.0.1:1/backline",
                                                "backline.database.username",
                                                "backline_admin",
                                                "backline.database.password-file",
                                                password.toString())))
                .isInstanceOf(BeanCreationException.class)
                .hasRootCauseInstanceOf(java.net.ConnectException.class)
                .hasStackTraceContaining("does not answer")
                .hasStackTraceContaining("TCP/IP connections. Check")
                .hasStackTraceContaining("Check backline.database.url")
                .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("secret"));
    }

    @Test
    void anAddressWithoutSignInIsRefused() {
        assertThatThrownBy(
                        () ->
                                start(
                                        Map.of(
                                                "backline.database.url",
                                                "jdbc:postgresql://127.0.0.1:1/backline")))
                .hasStackTraceContaining("Set backline.database.username");
    }

    private void addSong(AnnotationConfigApplicationContext context, Workspace workspace) {
        try (PluginPool pool = context.getBean(PluginSchemas.class).open(PLUGIN)) {
            DataSource source = pool.dataSource();
            context.getBean(WorkspaceScope.class)
                    .run(
                            DatabaseFixture.owner(workspace.id()),
                            () -> {
                                int added =
                                        DatabaseFixture.in(
                                                source,
                                                jdbc ->
                                                        jdbc.sql(
                                                                        "insert into song (id, title)"
                                                                                + " values (uuidv7(),"
                                                                                + " 'x')")
                                                                .update());
                                assertThat(added).isOne();
                            });
        }
    }

    private AnnotationConfigApplicationContext start(Map<String, Object> more) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("backline.data", folder.resolve("data").toString());
        settings.put(
                "backline.encryption.root-key-file", folder.resolve("keys/root.key").toString());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", settings));
        context.scan(
                "studio.backline.platform.encryption",
                "studio.backline.platform.database",
                "studio.backline.platform.audit",
                "studio.backline.platform.tenancy");
        try {
            context.refresh();
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }
}
