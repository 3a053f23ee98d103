package studio.backline.server.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** Values of settings, and the list of what is wrong with them. */
final class SettingsValues {

    private final Environment environment;
    private final List<Problem> problems;

    SettingsValues(Environment environment, List<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The value where it is set and not empty. */
    Optional<String> find(String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(text -> !text.isBlank());
    }

    /** The value of a setting that has a default. */
    String get(String name) {
        return find(name).orElse("");
    }

    int number(String name) {
        return Integer.parseInt(get(name).strip());
    }

    void refuse(String what, String remedy) {
        problems.add(new Problem(what, remedy));
    }

    /** A value, where there is one, has to be of the kind of its example. */
    void requireType(String name, Object example) {
        String text;
        try {
            text = environment.getProperty(name, "").strip();
        } catch (IllegalArgumentException e) {
            refuse(
                    "The setting %s refers to something that is not set.".formatted(name),
                    "Write the value itself.");
            return;
        }
        if (example instanceof Integer && !text.isEmpty() && !text.matches("\\d{1,9}")) {
            refuse(
                    "The setting %s is '%.60s', and it has to be a whole number."
                            .formatted(name, text),
                    "The default is %s.".formatted(example));
        }
        if (example instanceof Boolean && !text.isEmpty() && !text.matches("true|false")) {
            refuse(
                    "The setting %s is '%.60s', and it has to be true or false."
                            .formatted(name, text),
                    "The default is %s.".formatted(example));
        }
        if (example instanceof Integer && text.isEmpty() && environment.containsProperty(name)) {
            refuse(
                    "The setting %s is empty.".formatted(name),
                    "Take the line out, or write a number; the default is %s.".formatted(example));
        }
    }

    /** Takes the data folder, or says why not. */
    Optional<DataFolder> takeDataFolder() {
        Path folder = Path.of(get("backline.data")).toAbsolutePath().normalize();
        Optional<Problem> problem = DataFolder.problemOf(folder);
        problem.ifPresent(problems::add);
        if (problem.isPresent()) {
            return Optional.empty();
        }
        try {
            Optional<DataFolder> taken = DataFolder.take(folder);
            if (taken.isEmpty()) {
                refuse(
                        "A Backline runs on the data folder '%s' already (%s)."
                                .formatted(folder, DataFolder.holder(folder)),
                        "Use that one, or stop it first; for a second server of its own set"
                                + " backline.data to another folder.");
            }
            return taken;
        } catch (IOException e) {
            refuse(
                    "The data folder '%s' cannot be used: %s.".formatted(folder, e.getMessage()),
                    "Make it readable and writable for the user %s, or set backline.data to another"
                                    .formatted(System.getProperty("user.name"))
                            + " folder.");
            return Optional.empty();
        }
    }
}
