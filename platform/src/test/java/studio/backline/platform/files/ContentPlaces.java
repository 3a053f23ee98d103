package studio.backline.platform.files;

import java.nio.file.Path;
import java.util.UUID;
import studio.backline.contract.files.FileId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.files.content.Content;
import studio.backline.platform.files.store.FolderStore;

/** Where the content of files lies on the disk. */
public final class ContentPlaces {

    private ContentPlaces() {}

    /** The place of a file that is there. */
    public static Path of(Core core, FileId file) {
        Content content =
                core.behind()
                        .sql(
                                "select workspace_id, content_id from backline.stored_file where id = ?")
                        .param(file.value())
                        .query(
                                (row, n) ->
                                        new Content(
                                                new WorkspaceId(row.getObject(1, UUID.class)),
                                                row.getObject(2, UUID.class),
                                                FolderStore.ID,
                                                0))
                        .single();
        return core.bean(FolderStore.class).path(content.key());
    }
}
