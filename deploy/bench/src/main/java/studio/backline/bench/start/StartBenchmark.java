package studio.backline.bench.start;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.Page;

/** Seconds that a person waits, against seconds that were promised. */
public final class StartBenchmark implements Benchmark {

    private static final int STARTS = 3;
    private static final int INSTALLS = 3;
    private static final String READY = "Backline is ready";
    private static final long PAUSE_NANOS = 10_000_000;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    @Override
    public String id() {
        return "start";
    }

    @Override
    public String title() {
        return "Start to the first page; a plugin installed up to its first screen, and removed, in the browser.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        try (PackagedServer server = asShipped().start()) {
            Operator operator = FirstEvening.open(server);
            try (Browser browser = Browser.open(server.url())) {
                browser.signIn(operator);
                first(browser.install(), report);
            }
            starts(server, report);
            comeAndGo(server, operator, report);
        }
    }

    /** Tests spare the slower compiler; a studio does not. */
    private static PackagedServer asShipped() {
        return PackagedServer.fresh().with("JDK_JAVA_OPTIONS", "");
    }

    private static void first(Browser.Installed installed, Report report) {
        report.add(
                Result.of(
                        "first plugin of a fresh server installed, first screen seen",
                        "s",
                        installed.seen(),
                        3,
                        Wanted.atMost(1)));
    }

    private static void starts(PackagedServer server, Report report) throws InterruptedException {
        double[] seconds = new double[STARTS];
        boolean cold = true;
        for (int i = 0; i < STARTS; i++) {
            server.stop();
            cold &= PageCache.drop();
            seconds[i] = start(server);
            report.progress("start %d: %.2f s".formatted(i + 1, seconds[i]));
        }
        report.add(
                Result.of(
                        "start to the first page, with the plugin of people",
                        "s",
                        Rounds.median(seconds),
                        10,
                        Wanted.atMost(1)));
        report.note(
                "Starts after the first run: %s; the kernel's page cache %s dropped before each."
                        .formatted(list(seconds), cold ? "was" : "could not be"));
    }

    private static double start(PackagedServer server) {
        int before = server.console().length();
        long start = System.nanoTime();
        server.launch();
        await(server, () -> isAnswered(server));
        double seconds = (System.nanoTime() - start) / 1e9;
        // The next start shall find what a start that got through leaves behind.
        await(server, () -> server.console().substring(before).contains(READY));
        return seconds;
    }

    private static void await(PackagedServer server, BooleanSupplier reached) {
        long start = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (!server.isRunning() || System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("It does not start:\n" + server.console());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isAnswered(PackagedServer server) {
        try {
            Page page = server.visitor().open("sign-in");
            return page.status() == 200 && page.body().contains("password");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static void comeAndGo(PackagedServer server, Operator operator, Report report) {
        List<Double> runs = new ArrayList<>();
        List<Double> seen = new ArrayList<>();
        List<Double> removed = new ArrayList<>();
        try (Browser browser = Browser.open(server.url())) {
            browser.signIn(operator);
            removed.add(browser.remove());
            for (int i = 0; i < INSTALLS; i++) {
                Browser.Installed installed = browser.install();
                runs.add(installed.runs());
                seen.add(installed.seen());
                removed.add(browser.remove());
                report.progress(
                        "installed %d: runs after %.2f s, first screen after %.2f s, removed in %.2f s"
                                .formatted(
                                        i + 1,
                                        installed.runs(),
                                        installed.seen(),
                                        removed.getLast()));
            }
        }
        report.add(
                Result.of(
                        "plugin installed, first screen seen",
                        "s",
                        Rounds.median(array(seen)),
                        3,
                        Wanted.atMost(1)));
        report.add(
                Result.of(
                        "plugin removed", "s", Rounds.median(array(removed)), 2, Wanted.atMost(1)));
        report.note(
                "In Chromium, from the click that confirms: the plugin runs after %s, its first screen stands after %s, it is gone after %s."
                        .formatted(list(array(runs)), list(array(seen)), list(array(removed))));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String list(double... values) {
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            texts.add("%.2f s".formatted(value));
        }
        return String.join(", ", texts);
    }
}
