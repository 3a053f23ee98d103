package studio.backline.platform.backup.run;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.contract.tenancy.WorkspaceId;

/** Where sealed files lie within the folder of files, and whose they are. */
record FileNames(WorkspaceId workspace, UUID file) {

    static final String NODE = "node";

    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern NAME = Pattern.compile("(%s)/[0-9a-f]{2}/(%s)".formatted(ID, ID));

    /** As {@code platform/files} lays them. */
    static String of(String workspace, String file) {
        return "%s/%s/%s".formatted(workspace, file.substring(file.length() - 2), file);
    }

    /**
     * Reads a name back.
     *
     * @throws IllegalArgumentException when it is none
     */
    static FileNames read(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not the name of a file: '%s'.".formatted(name));
        }
        return new FileNames(
                new WorkspaceId(UUID.fromString(parts.group(1))), UUID.fromString(parts.group(2)));
    }
}
