package studio.backline.platform.files.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.work.NodeName;

/** The rows of contents. Each method runs in a transaction of the caller's. */
@Component
class ContentTable {

    private final JdbcClient jdbc;
    private final NodeName node;

    ContentTable(JdbcClient jdbc, NodeName node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    /** On record before anything of it lies anywhere. */
    void announce(UUID id, String store) {
        jdbc.sql("insert into backline.file_content (id, store, held_by) values (?, ?, ?)")
                .params(id, store, node.value())
                .update();
    }

    /** Locked, so that it does not go before something refers to it. */
    Optional<UUID> lockEqual(byte[] hash) {
        return jdbc.sql("select id from backline.file_content where hash = ? for update")
                .param(hash)
                .query(UUID.class)
                .optional();
    }

    /**
     * Whole from now on, and found by its hash.
     *
     * @return whether it was still on record
     */
    boolean arrive(UUID id, byte[] hash, long size) {
        return jdbc.sql(
                                """
                                update backline.file_content
                                set hash = ?, size = ?, held_by = null
                                where id = ? and held_by = ?
                                """)
                        .params(hash, size, id, node.value())
                        .update()
                == 1;
    }

    /** Whole contents of the caller's workspace, after this one by their ids. */
    List<Content> after(WorkspaceId workspace, UUID id, int most) {
        return jdbc.sql(
                        """
                        select id, store, size from backline.file_content
                        where id > ? and held_by is null order by id limit ?
                        """)
                .params(id, most)
                .query(
                        (row, n) ->
                                new Content(
                                        workspace,
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getLong(3)))
                .list();
    }

    /**
     * Has content stand for another of equal bytes, which is this node's to delete then.
     *
     * @return false where the former one has gone meanwhile
     */
    boolean replace(Content former, UUID by) {
        List<byte[]> hash = new ArrayList<>();
        int locked =
                jdbc.sql(
                                """
                                select hash from backline.file_content
                                where id = ? and held_by is null for update
                                """)
                        .param(former.id())
                        .query(
                                (row, n) -> {
                                    byte[] found = row.getBytes(1);
                                    return found == null ? 0 : hash.add(found) ? 1 : 0;
                                })
                        .list()
                        .size();
        if (locked == 0) {
            return false;
        }
        jdbc.sql("update backline.file_content set hash = null, held_by = ? where id = ?")
                .params(node.value(), former.id())
                .update();
        jdbc.sql(
                        """
                        update backline.file_content set hash = ?, size = ?, held_by = null
                        where id = ?
                        """)
                .param(hash.isEmpty() ? null : hash.getFirst())
                .param(former.size())
                .param(by)
                .update();
        refer(former, by);
        return true;
    }

    private void refer(Content former, UUID by) {
        jdbc.sql("update backline.stored_file set content_id = ? where content_id = ?")
                .params(by, former.id())
                .update();
        jdbc.sql("update backline.file_thumbnail set content_id = ? where content_id = ?")
                .params(by, former.id())
                .update();
        jdbc.sql("update backline.file_thumbnail set derived_id = ? where derived_id = ?")
                .params(by, former.id())
                .update();
    }

    /** What was drawn from content in the moment in which it was replaced is drawn again. */
    void forgetDrawnFromReplaced() {
        jdbc.sql(
                        """
                        delete from backline.file_thumbnail t using backline.file_content c
                        where c.workspace_id = t.workspace_id and c.id = t.content_id
                          and c.held_by is not null
                        """)
                .update();
    }

    long used() {
        return jdbc.sql("select bytes from backline.file_usage")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Adds to what the workspace holds and tells what it was; others wait until the commit. */
    long use(long bytes) {
        return jdbc.sql(
                                """
                                insert into backline.file_usage as u (bytes) values (:bytes)
                                on conflict (workspace_id)
                                do update set bytes = u.bytes + excluded.bytes
                                returning bytes
                                """)
                        .param("bytes", bytes)
                        .query(Long.class)
                        .single()
                - bytes;
    }

    /** What was drawn from it. */
    List<Content> drawnFrom(Content content) {
        return jdbc.sql(
                        """
                        select c.id, c.store from backline.file_thumbnail t
                        join backline.file_content c
                          on c.workspace_id = t.workspace_id and c.id = t.derived_id
                        where t.content_id = ?
                        """)
                .param(content.id())
                .query(
                        (row, n) ->
                                new Content(
                                        content.workspace(),
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        0))
                .list();
    }

    /** Whether it is this node's to delete. */
    boolean isHeld(Content content) {
        return jdbc.sql(
                        "select exists (select from backline.file_content"
                                + " where id = ? and held_by = ?)")
                .params(content.id(), node.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether nothing refers to it any more; it is this node's to delete then. */
    boolean release(WorkspaceId workspace, UUID id) {
        return jdbc.sql("select backline.release_content(?, ?, ?)")
                .params(workspace.value(), id, node.value())
                .query(Boolean.class)
                .single();
    }

    /** The same for all that nothing refers to, in all workspaces. */
    void releaseAll() {
        jdbc.sql("select backline.release_contents(?)")
                .param(node.value())
                .query(Long.class)
                .single();
    }

    /** What this node writes or is to delete, in all workspaces. */
    List<Content> held() {
        return jdbc.sql("select workspace_id, id, store from backline.held_contents(?)")
                .param(node.value())
                .query(
                        (row, n) ->
                                new Content(
                                        new WorkspaceId(row.getObject(1, UUID.class)),
                                        row.getObject(2, UUID.class),
                                        row.getString(3),
                                        0))
                .list();
    }

    void forget(Content content) {
        jdbc.sql("select backline.forget_content(?, ?)")
                .params(content.workspace().value(), content.id())
                .query(Boolean.class)
                .single();
    }
}
