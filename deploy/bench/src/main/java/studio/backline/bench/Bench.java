package studio.backline.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.backline.bench.context.ContextBenchmark;
import studio.backline.bench.files.FilesBenchmark;
import studio.backline.bench.mail.MailBenchmark;
import studio.backline.bench.outbound.OutboundBenchmark;
import studio.backline.bench.people.BackupBenchmark;
import studio.backline.bench.people.ExportBenchmark;
import studio.backline.bench.people.ImportBenchmark;
import studio.backline.bench.people.ListBenchmark;
import studio.backline.bench.sealing.SealingBenchmark;
import studio.backline.bench.start.StartBenchmark;
import studio.backline.bench.work.ClaimsBenchmark;

/**
 * Runs the benchmarks and writes the results beside the module's POM. Ends with 1 when a ratio is
 * not as wanted, or nothing was measured.
 */
final class Bench {

    private static final List<Benchmark> ALL =
            List.of(
                    new ContextBenchmark(),
                    new SealingBenchmark(),
                    new ImportBenchmark(),
                    new ExportBenchmark(),
                    new ListBenchmark(),
                    new FilesBenchmark(),
                    new ClaimsBenchmark(),
                    new MailBenchmark(),
                    new OutboundBenchmark(),
                    new BackupBenchmark(),
                    new StartBenchmark());
    private static final Path RESULTS = Path.of("RESULTS.md");

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        String only = System.getProperty("bench.only", "");
        List<String> ids = ALL.stream().map(Benchmark::id).toList();
        if (!only.isEmpty() && !ids.contains(only)) {
            say("There is no benchmark '%s'. There are: %s.".formatted(only, ids));
            System.exit(2);
        }
        boolean held = true;
        for (Benchmark benchmark : ALL) {
            if (only.isEmpty() || benchmark.id().equals(only)) {
                held &= run(benchmark, ids);
            }
        }
        say(held ? "Every ratio is as wanted." : "Not every ratio is as wanted.");
        System.exit(held ? 0 : 1);
    }

    private static boolean run(Benchmark benchmark, List<String> ids) throws IOException {
        say("\n%s: %s".formatted(benchmark.id(), benchmark.title()));
        Report report = new Report(Bench::say);
        ResultsFile results = ResultsFile.open(RESULTS);
        try (Workbench workbench = Workbench.open()) {
            benchmark.run(workbench, report);
            results.put(benchmark, report, when(workbench, benchmark));
        } catch (Exception e) {
            say("It could not be measured: " + e);
            e.printStackTrace();
            return false;
        }
        results.write(ids);
        return report.holds();
    }

    private static String when(Workbench workbench, Benchmark benchmark) throws SQLException {
        OperatingSystemMXBean machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long gigabytes = machine.getTotalMemorySize() >> 30;
        return "%s%s, %d cores, %d GB, PostgreSQL %s, JDK %s: `./mvnw -Pbench -Dbench.only=%s`"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        commit(),
                        Runtime.getRuntime().availableProcessors(),
                        gigabytes,
                        workbench.databaseVersion(),
                        Runtime.version().feature(),
                        benchmark.id());
    }

    /**
     * Which sources were measured; those of an archive have no name, and the page of results is no
     * source.
     */
    private static String commit() {
        Optional<String> name = git("rev-parse", "--short=8", "HEAD");
        Optional<String> changed =
                git("status", "--porcelain", "--", ":/", ":(top,exclude)deploy/bench/RESULTS.md");
        return name.map(sources -> ", commit " + sources + (changed.isPresent() ? "-dirty" : ""))
                .orElse("");
    }

    /** What git says, if it says anything. */
    private static Optional<String> git(String... words) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        try {
            Process git =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
            return git.waitFor() == 0 && !said.isEmpty() ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
