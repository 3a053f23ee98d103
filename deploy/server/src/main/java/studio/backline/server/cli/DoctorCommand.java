package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backline doctor}: looks at what a server stands on, and changes nothing. */
@Command(
        name = "doctor",
        description = "Looks at settings, key, folders, disk and database, and says what to mend.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Mixin private CommonOptions options = new CommonOptions();

    /** What was found. */
    enum Verdict {
        GOOD,
        HINT,
        BAD
    }

    /**
     * One thing that was looked at.
     *
     * @param subject what
     * @param verdict how it is
     * @param finding in a sentence, with what to do where there is something
     */
    record Finding(String subject, Verdict verdict, String finding) {}

    @Override
    public Integer call() {
        return options.run(this::examine);
    }

    private int examine() throws Refused, IOException {
        Path data = options.data();
        List<Finding> findings = new ArrayList<>();
        new SettingsExamination(LocalSettings.load(), data).examine(findings);
        new FolderExamination(data).examine(findings);
        new ServerExamination(data).examine(findings);
        StringBuilder words = new StringBuilder();
        for (Finding finding : findings) {
            words.append(
                    "%-6s %-14s %s%n"
                            .formatted(
                                    switch (finding.verdict()) {
                                        case GOOD -> "good";
                                        case HINT -> "hint";
                                        case BAD -> "MEND";
                                    },
                                    finding.subject(),
                                    finding.finding()));
        }
        options.answer(findings, words.toString().stripTrailing());
        boolean sound = findings.stream().noneMatch(it -> it.verdict() == Verdict.BAD);
        return sound ? 0 : 1;
    }
}
