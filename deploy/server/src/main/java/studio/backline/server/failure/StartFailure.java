package studio.backline.server.failure;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.FailureAnalysis;
import studio.backline.server.settings.Problem;

/** Why the server did not start. */
final class StartFailure extends FailureAnalysis {

    private final List<Problem> problems;

    StartFailure(List<Problem> problems, Throwable cause) {
        super(texts(problems, true), texts(problems, false), cause);
        this.problems = problems;
    }

    /** What is wrong, all of it. */
    List<Problem> problems() {
        return problems;
    }

    private static String texts(List<Problem> problems, boolean what) {
        return problems.stream()
                .map(problem -> what ? problem.what() : problem.remedy())
                .collect(Collectors.joining("\n"));
    }
}
