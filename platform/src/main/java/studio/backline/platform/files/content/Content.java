package studio.backline.platform.files.content;

import java.util.UUID;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * Content and where it lies.
 *
 * @param id what it is sealed for
 * @param size bytes of plain text
 */
public record Content(WorkspaceId workspace, UUID id, String store, long size) {

    /** What it lies under in its store. */
    public String key() {
        String name = id.toString();
        // The last digits are random, the first are the time.
        return workspace + "/" + name.substring(name.length() - 2) + "/" + name;
    }
}
