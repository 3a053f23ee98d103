package studio.backline.server.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The settings do not allow a start. Holds every problem, not the first one only. */
public final class SettingsRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    SettingsRefusedException(List<Problem> problems) {
        super(problems.stream().map(Problem::what).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the settings file. */
    public List<Problem> problems() {
        return problems;
    }
}
