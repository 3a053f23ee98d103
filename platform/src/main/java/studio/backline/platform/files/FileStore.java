package studio.backline.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.FileId;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.NewFile;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.files.content.Content;
import studio.backline.platform.files.content.ContentSweep;
import studio.backline.platform.files.content.Contents;
import studio.backline.platform.files.content.Taken;
import studio.backline.platform.files.store.FolderStore;
import studio.backline.platform.work.NodeName;

/** Files of the workspaces: a row with the name, and sealed content in a store. */
@Component
public class FileStore {

    private final FileTable table;
    private final ContentDesk desk;
    private final FileSettings settings;
    private final CurrentCaller caller;
    private final NodeName node;
    private final TransactionTemplate transaction;

    FileStore(
            FileTable table,
            ContentDesk desk,
            FileSettings settings,
            CurrentCaller caller,
            NodeName node,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.desk = desk;
        this.settings = settings;
        this.caller = caller;
        this.node = node;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** All that handles content. */
    @Component
    record ContentDesk(Contents contents, ContentSweep sweep, FolderStore folder) {}

    /** The files of the plugin behind this connection. */
    public Files on(PluginConnection plugin) {
        return new PluginFiles(plugin, this, node);
    }

    /**
     * Bytes that the caller's workspace holds, equal content counted once; 0 where there is none.
     */
    public long used() {
        return caller.find().isEmpty() ? 0 : desk.contents().used();
    }

    StoredFile store(String role, NewFile file, Files.Writer writer) throws IOException {
        FileId id = new FileId(TimeOrderedUuid.next());
        NewFile named =
                new NewFile(FileName.of(file.name()), file.length(), file.atMost(), file.types());
        take(named, writer, taken -> table.add(role, id.value(), named.name(), taken));
        return find(role, id)
                .orElseThrow(() -> new IOException("The file was deleted while it was stored."));
    }

    /**
     * Takes content in for the caller's workspace.
     *
     * @param name writes down what refers to it
     */
    void take(NewFile file, Files.Writer writer, Consumer<Taken> name) throws IOException {
        desk.contents().take(caller.require().workspace(), file, settings.limits(), writer, name);
    }

    Optional<StoredFile> find(String role, FileId id) {
        return row(role, id).map(FileTable.Row::file);
    }

    InputStream open(String role, FileId id) throws IOException {
        return desk.contents().open(content(role, id));
    }

    InputStream open(String role, FileId id, long from, long length) throws IOException {
        Content content = content(role, id);
        if (from < 0 || length < 0 || from > content.size()) {
            throw new IOException(
                    "The file has %d bytes, and none from %d.".formatted(content.size(), from));
        }
        return desk.contents().open(content, from, Math.min(length, content.size() - from));
    }

    FileChannel scratch() throws IOException {
        return desk.folder().scratch();
    }

    /** Its content goes too, unless another file has it. */
    void delete(String role, FileId id) {
        Optional<FileTable.Row> row = row(role, id);
        if (row.isPresent()) {
            in(
                    () -> {
                        table.remove(id);
                        return id;
                    });
            desk.sweep().release(row.get().content());
        }
    }

    private Content content(String role, FileId id) throws IOException {
        return row(role, id)
                .map(FileTable.Row::content)
                .orElseThrow(
                        () ->
                                new IOException(
                                        "There is no file %s in this workspace.".formatted(id)));
    }

    private Optional<FileTable.Row> row(String role, FileId id) {
        return in(() -> table.find(id)).filter(row -> row.role().equals(role));
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
