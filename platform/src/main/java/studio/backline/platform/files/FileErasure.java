package studio.backline.platform.files;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.files.content.ContentSweep;

/**
 * Files go as rows do: whoever deletes rows of files, whichever, then calls {@link #sweep}, and the
 * content that lost its last file goes from its store. Done once more, nothing does harm.
 */
@Component
public class FileErasure {

    private final FileTable table;
    private final ContentSweep sweep;
    private final TransactionTemplate transaction;

    FileErasure(FileTable table, ContentSweep sweep, PlatformTransactionManager transactions) {
        this.table = table;
        this.sweep = sweep;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Deletes all files of a plugin that is removed, in all workspaces.
     *
     * @throws IllegalStateException when content is still in its store; what is left is tried again
     *     at each sweep
     */
    public void erase(PluginId plugin) {
        transaction.executeWithoutResult(status -> table.removeOf(plugin.schema()));
        requireSwept();
    }

    /**
     * Deletes all files of a workspace that goes.
     *
     * @throws IllegalStateException as for a plugin
     */
    public void erase(WorkspaceId workspace) {
        transaction.executeWithoutResult(status -> table.removeIn(workspace));
        requireSwept();
    }

    /**
     * Deletes the content that no file has any more, in all workspaces.
     *
     * @return how much of it is still in its store, because that fails or is not there
     */
    public long sweep() {
        return sweep.sweep();
    }

    /** Deletes what this node had stored, and what no plugin had kept, when it stopped. */
    void sweepUnnamed() {
        transaction.executeWithoutResult(status -> table.removeUnnamed());
        sweep.sweep();
    }

    private void requireSwept() {
        long left = sweep.sweep();
        if (left > 0) {
            throw new IllegalStateException(
                    "The content of %d files could not be deleted from its store; the log names it."
                            .formatted(left));
        }
    }
}
