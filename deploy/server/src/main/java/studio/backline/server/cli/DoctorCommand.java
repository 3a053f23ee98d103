package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import studio.backline.platform.health.Diagnosis;
import studio.backline.platform.health.Doctor;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.LocalExaminations;
import studio.backline.platform.health.Severity;
import studio.backline.server.settings.SettingsExamination;
import studio.backline.server.settings.SettingsFile;

/** {@code backline doctor}: looks at what a server stands on, and changes nothing. */
@Command(
        name = "doctor",
        description = {
            "Looks at what the server stands on, and says what to mend.",
            "A running server looks by itself: at its address, certificate, clock, proxy, mail,",
            "database and backups, too."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final String UNDER = System.lineSeparator() + " ".repeat(24);

    @Mixin private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        return options.run(this::examine);
    }

    private int examine() throws Refused, IOException {
        Path data = options.data();
        Optional<ServerClient> client = ServerClient.find(data);
        List<Diagnosis> found = new ArrayList<>(by(here(data, client)));
        if (client.isPresent()) {
            found.addAll(List.of(client.get().send("examine", Map.of(), Diagnosis[].class)));
        }
        return tell(options, found);
    }

    /** Tells what was found; the exit code says whether something is to be mended. */
    static int tell(CommonOptions options, List<Diagnosis> found) {
        StringBuilder words = new StringBuilder();
        for (Diagnosis each : found) {
            words.append(line(each)).append(System.lineSeparator());
        }
        options.answer(found, words.toString().stripTrailing());
        return found.stream().noneMatch(it -> it.severity() == Severity.BAD) ? 0 : 1;
    }

    /** What a server would look at, where one runs, is its own to tell. */
    private static List<Examination> here(Path data, Optional<ServerClient> client) throws Refused {
        List<Examination> all = new ArrayList<>();
        all.add(new ServerExamination(data, client.map(ServerClient::server)));
        if (client.isEmpty()) {
            all.add(new SettingsExamination(SettingsFile.home()));
            all.addAll(LocalExaminations.of(data, LocalSettings.load().rootKeyFile()));
        }
        return all;
    }

    private static List<Diagnosis> by(List<Examination> examinations) {
        return new Doctor(() -> examinations).examine(Locale.ENGLISH);
    }

    private static String line(Diagnosis each) {
        String mark =
                switch (each.severity()) {
                    case GOOD -> "good";
                    case HINT -> "hint";
                    case BAD -> "MEND";
                };
        String remedy = each.remedy().isEmpty() ? "" : UNDER + "-> " + each.remedy();
        return "%-6s %-16s %s%s".formatted(mark, each.subject(), each.what(), remedy);
    }
}
