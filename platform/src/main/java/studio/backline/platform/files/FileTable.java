package studio.backline.platform.files;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import studio.backline.contract.files.FileId;
import studio.backline.contract.files.ImageSize;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.files.content.Content;
import studio.backline.platform.files.content.Taken;
import studio.backline.platform.work.NodeName;

/** The rows of files. Each method runs in a transaction of the caller's. */
@Component
class FileTable {

    private static final String FILES =
            """
            select f.workspace_id, f.id, f.plugin_role, f.name, f.type, f.size, f.created_at,
                   c.id as content, c.store
            from backline.stored_file f
            join backline.file_content c
              on c.workspace_id = f.workspace_id and c.id = f.content_id
            """;

    private final JdbcClient jdbc;
    private final NodeName node;

    FileTable(JdbcClient jdbc, NodeName node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    /** A file and where it lies. */
    record Row(String role, StoredFile file, Content content) {}

    void add(String role, UUID id, String name, Taken taken) {
        jdbc.sql(
                        """
                        insert into backline.stored_file
                            (id, plugin_role, name, type, size, content_id, held_by)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(id, role, name, taken.type(), taken.size(), taken.content(), node.value())
                .update();
    }

    Optional<Row> find(FileId id) {
        return jdbc.sql(FILES + " where f.id = ?")
                .param(id.value())
                .query((row, n) -> row(row))
                .optional();
    }

    /** What a file holds. */
    Taken taken(FileId id) {
        return jdbc.sql("select content_id, type, size from backline.stored_file where id = ?")
                .param(id.value())
                .query(
                        (row, n) ->
                                new Taken(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getLong(3)))
                .single();
    }

    /** Two that draw the same at once draw it alike. */
    void addSmaller(UUID content, ImageSize size, Taken taken) {
        jdbc.sql(
                        """
                        insert into backline.file_thumbnail
                            (content_id, size, derived_id, bytes, type)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(content, size.word(), taken.content(), taken.size(), taken.type())
                .update();
    }

    /** The same image in a size, with the type and place of that; empty where it is no larger. */
    Optional<Row> smaller(Row row, ImageSize size) {
        return jdbc.sql(
                        """
                        select t.type, t.bytes, t.derived_id, c.store
                        from backline.file_thumbnail t
                        join backline.file_content c
                          on c.workspace_id = t.workspace_id and c.id = t.derived_id
                        where t.content_id = ? and t.size = ?
                        """)
                .params(row.content().id(), size.word())
                .query(
                        (found, n) ->
                                new Row(
                                        row.role(),
                                        new StoredFile(
                                                row.file().id(),
                                                row.file().name(),
                                                found.getString("type"),
                                                found.getLong("bytes"),
                                                row.file().createdAt()),
                                        new Content(
                                                row.content().workspace(),
                                                found.getObject("derived_id", UUID.class),
                                                found.getString("store"),
                                                found.getLong("bytes"))))
                .optional();
    }

    /** Behind one id and in the order of ids; empty at the end. */
    List<Row> after(UUID id, int most) {
        return jdbc.sql(FILES + " where f.id > ? order by f.workspace_id, f.id limit ?")
                .params(id, most)
                .query((row, n) -> row(row))
                .list();
    }

    void remove(FileId id) {
        jdbc.sql("delete from backline.stored_file where id = ?").param(id.value()).update();
    }

    /** Removes the files that this node had and that no plugin has kept, in all workspaces. */
    void removeUnnamed() {
        jdbc.sql(
                        """
                        select count(*) filter
                            (where backline.forget_unnamed_file(u.workspace_id, u.id))
                        from backline.unnamed_files(?) u
                        """)
                .param(node.value())
                .query(Long.class)
                .single();
    }

    void removeOf(String role) {
        jdbc.sql("select backline.erase_files(?)").param(role).query(Long.class).single();
    }

    void removeIn(WorkspaceId workspace) {
        jdbc.sql("select backline.erase_files_in(?)")
                .param(workspace.value())
                .query(Long.class)
                .single();
    }

    private static Row row(ResultSet row) throws SQLException {
        long size = row.getLong("size");
        return new Row(
                row.getString("plugin_role"),
                new StoredFile(
                        new FileId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("type"),
                        size,
                        row.getObject("created_at", OffsetDateTime.class).toInstant()),
                new Content(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getObject("content", UUID.class),
                        row.getString("store"),
                        size));
    }
}
