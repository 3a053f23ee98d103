package studio.backline.platform.health;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Is the data folder the server's, closed to others, and is the disk under it encrypted? */
record FolderExamination(Path data) implements Examination {

    @Override
    public List<Finding> examine() throws IOException {
        return Files.isDirectory(data)
                ? List.of(rights(), disk(Files.getFileStore(data)))
                : List.of(Finding.hint("folder.to-come", data));
    }

    private Finding rights() throws IOException {
        if (!Files.isWritable(data)) {
            return Finding.bad("folder.closed", data, System.getProperty("user.name"));
        }
        if (!Files.getFileStore(data).supportsFileAttributeView("posix")) {
            return Finding.good("folder.there", data);
        }
        String shown = PosixFilePermissions.toString(Files.getPosixFilePermissions(data));
        return shown.endsWith("------")
                ? Finding.good("folder.private", data)
                : Finding.bad("folder.open", data, shown);
    }

    /** Only a hint: what lies under a volume cannot be seen from a program in every case. */
    private static Finding disk(FileStore store) {
        String device = store.name();
        return device.startsWith("/dev/mapper/") && device.contains("crypt")
                ? Finding.good("disk.encrypted", device)
                : Finding.hint("disk.unknown", device);
    }
}
