package studio.backline.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.FileId;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.encryption.FileEncryption;
import studio.backline.platform.work.NodeName;

/** Files of the workspaces: a row with the name, and sealed content in the data folder. */
@Component
public class FileStore {

    private static final int LONGEST_NAME = 255;

    private final FileFolder folder;
    private final FileEncryption encryption;
    private final CurrentCaller caller;
    private final NodeName node;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    FileStore(
            FileFolder folder,
            FileEncryption encryption,
            CurrentCaller caller,
            NodeName node,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.folder = folder;
        this.encryption = encryption;
        this.caller = caller;
        this.node = node;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The files of the plugin behind this connection. */
    public Files on(PluginConnection plugin) {
        return new PluginFiles(plugin, this, node);
    }

    /**
     * Deletes all files of a plugin that is removed, in all workspaces; from wherever it got to.
     */
    public void erase(PluginId plugin) {
        String role = plugin.schema();
        List<OwnedFile> owned =
                transaction.execute(
                        status ->
                                jdbc.sql("select workspace_id, id from backline.files_of(?)")
                                        .param(role)
                                        .query(OwnedFile.class)
                                        .list());
        for (OwnedFile file : Objects.requireNonNull(owned)) {
            folder.delete(new WorkspaceId(file.workspaceId()), file.id());
        }
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql("select backline.erase_files(?)")
                                .param(role)
                                .query(Long.class)
                                .single());
    }

    private record OwnedFile(UUID workspaceId, UUID id) {}

    StoredFile store(String role, String name, Files.Writer writer) throws IOException {
        WorkspaceId workspace = caller.require().workspace();
        UUID id = TimeOrderedUuid.next();
        try {
            folder.write(
                    workspace,
                    id,
                    out -> {
                        CountingOutputStream plain =
                                new CountingOutputStream(encryption.seal(workspace, id, out));
                        writer.writeTo(plain);
                        plain.close();
                        return plain.count();
                    },
                    size -> record(role, id, name, size));
        } catch (IOException e) {
            forget(role, id);
            throw e;
        }
        return find(role, new FileId(id))
                .orElseThrow(() -> new IOException("The file was deleted while it was stored."));
    }

    private void record(String role, UUID id, String name, long size) {
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        "insert into backline.stored_file (id, plugin_role, name,"
                                                + " size, held_by) values (?, ?, ?, ?, ?)")
                                .params(id, role, shortName(name), size, node.value())
                                .update());
    }

    private void forget(String role, UUID id) {
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        "delete from backline.stored_file where id = ? and"
                                                + " plugin_role = ?")
                                .params(id, role)
                                .update());
    }

    Optional<StoredFile> find(String role, FileId id) {
        return transaction.execute(
                status ->
                        jdbc.sql(
                                        "select name, size, created_at from backline.stored_file"
                                                + " where id = ? and plugin_role = ?")
                                .params(id.value(), role)
                                .query(
                                        (row, n) ->
                                                new StoredFile(
                                                        id,
                                                        row.getString("name"),
                                                        row.getLong("size"),
                                                        row.getObject(
                                                                        "created_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant()))
                                .optional());
    }

    InputStream open(String role, FileId id) throws IOException {
        if (find(role, id).isEmpty()) {
            throw new IOException("There is no file %s in this workspace.".formatted(id));
        }
        WorkspaceId workspace = caller.require().workspace();
        InputStream sealed = folder.open(workspace, id.value());
        try {
            return encryption.open(workspace, id.value(), sealed);
        } catch (RuntimeException | IOException e) {
            sealed.close();
            throw e;
        }
    }

    FileChannel scratch() throws IOException {
        return folder.scratch();
    }

    /** The row goes last: what is on record and not there is found by whoever erases. */
    void delete(String role, FileId id) {
        if (find(role, id).isPresent()) {
            folder.delete(caller.require().workspace(), id.value());
            forget(role, id.value());
        }
    }

    /** Paths are cut off, and what a name may not hold becomes a space. */
    static String shortName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("\\p{Cc}", " ").strip();
        if (clean.isEmpty()) {
            return "file";
        }
        int length = clean.codePointCount(0, clean.length());
        return length <= LONGEST_NAME
                ? clean
                : clean.substring(clean.offsetByCodePoints(0, length - LONGEST_NAME));
    }
}
