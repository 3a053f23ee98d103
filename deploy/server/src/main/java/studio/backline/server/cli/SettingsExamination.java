package studio.backline.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.server.cli.DoctorCommand.Finding;
import studio.backline.server.cli.DoctorCommand.Verdict;
import studio.backline.server.settings.Problem;
import studio.backline.server.settings.SettingsCheck;
import studio.backline.server.settings.SettingsFile;

/** Are the settings understood, and is the root key in its place? */
final class SettingsExamination {

    private final LocalSettings settings;
    private final Path data;

    SettingsExamination(LocalSettings settings, Path data) {
        this.settings = settings;
        this.data = data;
    }

    void examine(List<Finding> findings) {
        List<Problem> problems = SettingsCheck.problemsOfFile(SettingsFile.home());
        for (Problem problem : problems) {
            findings.add(
                    new Finding("settings", Verdict.BAD, problem.what() + " " + problem.remedy()));
        }
        if (problems.isEmpty()) {
            findings.add(new Finding("settings", Verdict.GOOD, "All are understood."));
        }
        findings.add(rootKey());
    }

    private Finding rootKey() {
        Path file = settings.rootKeyFile();
        try {
            KeyStore.examine(file, data);
        } catch (KeyStoreRefusedException e) {
            return new Finding("root key", Verdict.BAD, e.what() + " " + e.remedy());
        }
        return Files.exists(file)
                ? new Finding(
                        "root key",
                        Verdict.GOOD,
                        "'%s', for its owner alone. Is a copy or the recovery sheet in another place?"
                                .formatted(file))
                : new Finding(
                        "root key",
                        Verdict.HINT,
                        "'%s' is not there; the first start makes it.".formatted(file));
    }
}
