package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import studio.backline.server.cli.DoctorCommand.Finding;
import studio.backline.server.cli.DoctorCommand.Verdict;

/** Is the data folder private, is there room, and is the disk under it encrypted? */
final class FolderExamination {

    private static final long GIB = 1L << 30;

    private final Path data;

    FolderExamination(Path data) {
        this.data = data;
    }

    void examine(List<Finding> findings) throws IOException {
        if (!Files.isDirectory(data)) {
            findings.add(
                    new Finding(
                            "data folder",
                            Verdict.HINT,
                            "'%s' is not there; the first start makes it.".formatted(data)));
            return;
        }
        findings.add(rights());
        FileStore store = Files.getFileStore(data);
        long free = store.getUsableSpace();
        findings.add(
                new Finding(
                        "room",
                        free < GIB ? Verdict.BAD : Verdict.GOOD,
                        "%.1f GiB are free.".formatted((double) free / GIB)));
        findings.add(disk(store));
    }

    private Finding rights() throws IOException {
        if (!Files.isWritable(data)) {
            return new Finding(
                    "data folder",
                    Verdict.BAD,
                    "'%s' cannot be written by the user %s."
                            .formatted(data, System.getProperty("user.name")));
        }
        if (!Files.getFileStore(data).supportsFileAttributeView("posix")) {
            return new Finding("data folder", Verdict.GOOD, "'%s'.".formatted(data));
        }
        String shown = PosixFilePermissions.toString(Files.getPosixFilePermissions(data));
        return shown.endsWith("------")
                ? new Finding(
                        "data folder", Verdict.GOOD, "'%s', for its owner alone.".formatted(data))
                : new Finding(
                        "data folder",
                        Verdict.BAD,
                        "Others can look into '%s' (%s). Run 'chmod 700' on it."
                                .formatted(data, shown));
    }

    /** Only a hint: what lies under a volume cannot be seen from a program in every case. */
    private static Finding disk(FileStore store) {
        String device = store.name();
        boolean encrypted = device.startsWith("/dev/mapper/") && device.contains("crypt");
        return encrypted
                ? new Finding("disk", Verdict.GOOD, "'%s' looks encrypted.".formatted(device))
                : new Finding(
                        "disk",
                        Verdict.HINT,
                        "Whether '%s' is encrypted cannot be seen from here. A disk with LUKS, FileVault or the like"
                                        .formatted(device)
                                + " protects what no field encryption covers, such as names.");
    }
}
