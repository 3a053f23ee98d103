package studio.backline.server.settings;

import java.nio.file.Path;
import java.util.List;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;

/**
 * Are the settings understood, as they stand now? The next start will ask.
 *
 * @param home the folder of the distribution
 */
public record SettingsExamination(Path home) implements Examination {

    @Override
    public String words() {
        return "studio.backline.server.settings.findings";
    }

    @Override
    public List<Finding> examine() {
        List<Problem> problems = SettingsCheck.problemsOfFile(home);
        return problems.isEmpty()
                ? List.of(Finding.good("settings.understood"))
                : problems.stream()
                        .map(it -> Finding.bad("settings.refused", it.what(), it.remedy()))
                        .toList();
    }
}
