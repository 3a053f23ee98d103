package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import studio.backline.server.cli.DoctorCommand.Finding;
import studio.backline.server.cli.DoctorCommand.Verdict;
import studio.backline.server.settings.Problem;
import studio.backline.server.settings.SettingsCheck;

/** Are the settings understood, and is the root key in its place? */
final class SettingsExamination {

    private static final int ROOT_KEY_BYTES = 32;

    private final LocalSettings settings;

    SettingsExamination(LocalSettings settings) {
        this.settings = settings;
    }

    void examine(List<Finding> findings) throws IOException {
        List<Problem> problems = SettingsCheck.problemsOfFile(LocalSettings.home());
        for (Problem problem : problems) {
            findings.add(
                    new Finding("settings", Verdict.BAD, problem.what() + " " + problem.remedy()));
        }
        if (problems.isEmpty()) {
            findings.add(new Finding("settings", Verdict.GOOD, "All are understood."));
        }
        findings.add(rootKey());
    }

    private Finding rootKey() throws IOException {
        Path file = settings.rootKeyFile();
        if (!Files.exists(file)) {
            return new Finding(
                    "root key",
                    Verdict.HINT,
                    "'%s' is not there; the first start makes it. If data is there already, put the key back."
                            .formatted(file));
        }
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return new Finding("root key", Verdict.GOOD, "'%s'.".formatted(file));
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        String shown = PosixFilePermissions.toString(rights);
        if (!shown.endsWith("------")) {
            return new Finding(
                    "root key",
                    Verdict.BAD,
                    "Others can read '%s' (%s). Run 'chmod 400' on it.".formatted(file, shown));
        }
        if (Files.size(file) != ROOT_KEY_BYTES) {
            return new Finding(
                    "root key",
                    Verdict.BAD,
                    "'%s' is not a root key: it has %d bytes.".formatted(file, Files.size(file)));
        }
        return new Finding(
                "root key",
                Verdict.GOOD,
                "'%s', for its owner alone. Is a copy or the recovery sheet in another place?"
                        .formatted(file));
    }
}
