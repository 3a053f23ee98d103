package studio.backline.platform.files;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.work.NodeName;

/**
 * Deletes, before anybody works, the files that this node had stored and that no plugin had kept
 * when it stopped: nobody knows of them, so nobody would erase them.
 */
@Component
class UnnamedFiles implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UnnamedFiles.class);

    private final FileFolder folder;
    private final NodeName node;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private volatile boolean running;

    UnnamedFiles(
            FileFolder folder,
            NodeName node,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.folder = folder;
        this.node = node;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Unnamed(UUID workspaceId, UUID id) {}

    @Override
    public void start() {
        running = true;
        List<Unnamed> files =
                transaction.execute(
                        status ->
                                jdbc.sql("select workspace_id, id from backline.unnamed_files(?)")
                                        .param(node.value())
                                        .query(Unnamed.class)
                                        .list());
        for (Unnamed file : Objects.requireNonNull(files)) {
            delete(file);
        }
    }

    private void delete(Unnamed file) {
        try {
            folder.delete(new WorkspaceId(file.workspaceId()), file.id());
        } catch (UncheckedIOException e) {
            log.warn(
                    "The file {}, which nobody needs, stays. Give the folder to the server's user"
                            + " and start again.",
                    file.id(),
                    e);
            return;
        }
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql("select backline.forget_unnamed_file(?, ?)")
                                .params(file.workspaceId(), file.id())
                                .query(Boolean.class)
                                .single());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before jobs and whatever else uses files. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
