package studio.backline.platform.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import studio.backline.contract.files.FileId;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.database.DatabaseFixture;
import studio.backline.platform.encryption.FileEncryption;
import studio.backline.platform.files.content.Content;
import studio.backline.platform.files.store.FolderStore;

/** Files from before contents had rows of their own. */
class OldFilesTest {

    private static final String BACK =
            """
            drop function backline.release_contents(text);
            drop function backline.release_content(uuid, uuid, text);
            drop function backline.held_contents(text);
            drop function backline.forget_content(uuid, uuid);
            drop function backline.erase_files_in(uuid);
            alter table backline.stored_file drop column content_id, drop column type;
            drop table backline.file_usage;
            drop table backline.file_thumbnail;
            drop table backline.file_content;
            create function backline.files_of(text) returns text language sql return 'x';
            """;

    private static final List<String> STEPS =
            List.of("V070__contents_of_files.sql", "V071__images_in_sizes.sql");

    @Test
    void theyGetContentsWhereTheyLieAndAreCounted() throws Exception {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        try (Connection connection = DatabaseFixture.shared().database().openAdmin()) {
            connection.setAutoCommit(false);
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            execute(connection, "set role backline_owner;\n\n" + BACK);
            add(jdbc, one, 100);
            add(jdbc, one, 200);
            add(jdbc, other, 300);

            for (String step : STEPS) {
                ClassPathResource file = new ClassPathResource("db/core/" + step);
                execute(connection, file.getContentAsString(UTF_8));
            }

            String sound =
                    """
                    select count(*) from backline.stored_file f
                    join backline.file_content c
                      on c.workspace_id = f.workspace_id and c.id = f.content_id
                    where c.id = f.id and c.size = f.size and c.store = 'folder'
                      and c.held_by is null and f.type = 'application/octet-stream'
                      and f.workspace_id in (?, ?)
                    """;
            assertThat(jdbc.sql(sound).params(one, other).query(Long.class).single()).isEqualTo(3);
            assertThat(used(jdbc, one)).isEqualTo(300);
            assertThat(used(jdbc, other)).isEqualTo(300);
            connection.rollback();
        }
    }

    private static void add(JdbcClient jdbc, UUID workspace, long size) {
        jdbc.sql(
                        """
                        insert into backline.stored_file (workspace_id, id, plugin_role, name, size)
                        values (?, ?, 'p_crm', 'fans.csv', ?)
                        """)
                .params(workspace, UUID.randomUUID(), size)
                .update();
    }

    private static long used(JdbcClient jdbc, UUID workspace) {
        return jdbc.sql("select bytes from backline.file_usage where workspace_id = ?")
                .param(workspace)
                .query(Long.class)
                .single();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Within a function no line is empty.
            for (String part : sql.split("(?<=;)\\n\\n")) {
                statement.execute(part);
            }
        }
    }

    @Test
    void theyOpenWholeAndInPartsAndGo() throws Exception {
        Core core = Core.shared();
        PluginHome plugin = PluginHome.of(core, "filing-old");
        Files files = core.bean(FileStore.class).on(plugin.connection());
        Caller caller = plugin.newWorkspace();
        UUID id = UUID.randomUUID();
        Path place = sealAsBefore(core, caller, id);

        StoredFile file = plugin.as(caller, () -> files.find(new FileId(id)).orElseThrow());
        assertThat(plugin.as(caller, () -> text(files.open(file.id()))))
                .isEqualTo("as it was sealed before");
        assertThat(plugin.as(caller, () -> text(files.open(file.id(), 10, 6)))).isEqualTo("sealed");
        plugin.as(
                caller,
                () -> {
                    files.delete(file.id());
                    return file;
                });
        assertThat(place).doesNotExist();
    }

    private static Path sealAsBefore(Core core, Caller caller, UUID id) throws IOException {
        Content content = new Content(caller.workspace(), id, FolderStore.ID, 0);
        Path place = core.bean(FolderStore.class).path(content.key());
        java.nio.file.Files.createDirectories(place.getParent());
        try (OutputStream out =
                core.bean(FileEncryption.class)
                        .seal(caller.workspace(), id, java.nio.file.Files.newOutputStream(place))) {
            out.write("as it was sealed before".getBytes(UTF_8));
        }
        core.behind()
                .sql(
                        """
                        with content as (
                            insert into backline.file_content (workspace_id, id, size, store)
                            values (:workspace, :id, 23, 'folder') returning id),
                        used as (
                            insert into backline.file_usage (workspace_id, bytes)
                            values (:workspace, 23) returning bytes)
                        insert into backline.stored_file
                            (workspace_id, id, plugin_role, name, type, size, content_id)
                        select :workspace, :id, 'p_filing_old', 'fans.csv', 'text/csv', bytes, id
                        from content, used
                        """)
                .param("workspace", caller.workspace().value())
                .param("id", id)
                .update();
        return place;
    }

    private static String text(InputStream in) throws Exception {
        try (in) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
