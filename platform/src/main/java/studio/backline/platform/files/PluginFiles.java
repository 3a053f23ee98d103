package studio.backline.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.files.FileId;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.NewFile;
import studio.backline.contract.files.StoredFile;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.work.NodeName;

/** Files of one plugin. */
record PluginFiles(PluginConnection plugin, FileStore store, NodeName node) implements Files {

    private static final Logger log = LoggerFactory.getLogger(PluginFiles.class);

    @Override
    public StoredFile store(NewFile file, Writer writer) throws IOException {
        return store.store(role(), file, writer);
    }

    @Override
    public Optional<StoredFile> find(FileId id) {
        return store.find(role(), id);
    }

    @Override
    public InputStream open(FileId id) throws IOException {
        return store.open(role(), id);
    }

    @Override
    public InputStream open(FileId id, long from, long length) throws IOException {
        return store.open(role(), id, from, length);
    }

    @Override
    public void keep(FileId id) {
        plugin.requireTransaction();
        boolean kept =
                plugin.jdbc()
                        .sql("select backline_api.keep_file(?)")
                        .param(id.value())
                        .query(Boolean.class)
                        .single();
        if (!kept) {
            throw new IllegalArgumentException(
                    "There is no file %s in this workspace.".formatted(id));
        }
    }

    @Override
    public void delete(FileId id) {
        if (!plugin.inTransaction()) {
            store.delete(role(), id);
            return;
        }
        plugin.jdbc()
                .sql("select backline_api.let_file_go(?, ?)")
                .params(id.value(), node.value())
                .query(Boolean.class)
                .single();
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        deleteAfterCommit(id);
                    }
                });
    }

    @Override
    public FileChannel scratch() throws IOException {
        return store.scratch();
    }

    /** What the plugin decided stands: the next start tries again. */
    private void deleteAfterCommit(FileId id) {
        try {
            store.delete(role(), id);
        } catch (RuntimeException e) {
            log.warn("The file {} is to go and is still there. The next start tries again.", id, e);
        }
    }

    private String role() {
        return plugin.id().schema();
    }
}
