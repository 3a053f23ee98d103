package studio.backline.server.failure;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import studio.backline.server.cli.Console;
import studio.backline.server.settings.Problem;

/** Prints why the server did not start; the trace goes to the log file, where there is one. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureReporter implements FailureAnalysisReporter {

    private static final Logger LOG = LoggerFactory.getLogger(StartFailureReporter.class);
    private static final String BOOTS_OWN =
            "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";
    private static final String LOG_FILE = "LOG_FILE";

    @Override
    public void report(FailureAnalysis analysis) {
        // Boot's own report would come on top of ours: our levels are not set where settings fail.
        LoggingSystem.get(StartFailureReporter.class.getClassLoader())
                .setLogLevel(BOOTS_OWN, LogLevel.OFF);
        if (StopWhileStarting.hasBegun()) {
            // A terminal tells Ctrl-C to every program of it: PostgreSQL's own may end first.
            LOG.debug("What the stop has cut off", analysis.getCause());
            return;
        }
        List<Problem> problems =
                analysis instanceof StartFailure failure
                        ? failure.problems()
                        : List.of(
                                new Problem(
                                        analysis.getDescription(),
                                        String.valueOf(analysis.getAction())));
        StringBuilder report = new StringBuilder("Backline did not start.\n");
        for (Problem problem : problems) {
            report.append("\n  ").append(problem.what());
            report.append("\n  -> ").append(problem.remedy()).append('\n');
        }
        // Boot sets the property when it opens the file, so not before the settings are in order.
        String logFile = System.getProperty(LOG_FILE);
        if (logFile == null) {
            Console.ofProcess().problem(report.toString());
            return;
        }
        report.append("\n  Details: ")
                .append(Path.of(logFile).toAbsolutePath().normalize())
                .append('\n');
        LOG.error("{}", report, analysis.getCause());
    }
}
