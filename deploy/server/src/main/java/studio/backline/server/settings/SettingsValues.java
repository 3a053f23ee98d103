package studio.backline.server.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Values of settings, and the list of what is wrong with them. */
final class SettingsValues {

    private static final int MOST_SHOWN = 80;

    /** One below zero, too: what it has to be at least, its range tells. */
    private static final String WHOLE = "-?\\d{1,9}";

    private final Environment environment;
    private final List<Problem> problems;

    SettingsValues(Environment environment, List<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The value where it is set and not empty. */
    Optional<String> find(String name) {
        try {
            return Optional.ofNullable(environment.getProperty(name))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        } catch (IllegalArgumentException e) {
            // It refers to something, which SettingsNames tells.
            return Optional.empty();
        }
    }

    /** The value of a setting that has a default; nothing where it is wrong. */
    String get(String name) {
        return find(name).orElse("");
    }

    /** The value of a setting that is a whole number; empty where it is none. */
    Optional<Integer> number(String name) {
        return find(name).filter(text -> text.matches(WHOLE)).map(Integer::valueOf);
    }

    /** The values of a setting that is a list. */
    List<String> list(String name) {
        try {
            return Binder.get(environment)
                    .bind(name, Bindable.listOf(String.class))
                    .orElse(List.of())
                    .stream()
                    // SettingsNames tells.
                    .filter(value -> !value.contains("${"))
                    .toList();
        } catch (BindException e) {
            refuse(
                    "The list %s is not understood.".formatted(name),
                    "Write it in one line: [first, second].");
            return List.of();
        }
    }

    /** The file or folder that a setting names; empty where it cannot be one. */
    Optional<Path> path(String name) {
        return find(name).flatMap(SettingsValues::parsed);
    }

    /** What a setting names has to be a path, where it names something. */
    void requirePath(String name) {
        String text = get(name);
        if (text.isEmpty() || parsed(text).isPresent()) {
            return;
        }
        Optional<Problem> lost = FolderLetters.ofProcess().problemOf("The path of " + name, text);
        if (lost.isPresent()) {
            problems.add(lost.get());
            return;
        }
        String fault =
                text.startsWith("~") ? "and '~' is not your home folder here" : "which is no path";
        refuse(
                "%s is '%s', %s.".formatted(name, shown(text), fault),
                "Write the whole path, from '/' on.");
    }

    private static Optional<Path> parsed(String text) {
        try {
            return text.startsWith("~") ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The file that a setting names, where it is there and can be read; told where not. */
    Optional<Path> readableFile(String name) {
        requirePath(name);
        Optional<Path> named = path(name);
        Optional<Path> found =
                named.filter(file -> Files.isRegularFile(file) && Files.isReadable(file));
        if (named.isPresent() && found.isEmpty()) {
            refuse(
                    "The file '%s' of %s is not there or cannot be read."
                            .formatted(named.get(), name),
                    "Put it there, readable for the user %s, or correct the setting."
                            .formatted(System.getProperty("user.name")));
        }
        return found;
    }

    void refuse(String what, String remedy) {
        problems.add(new Problem(what, remedy));
    }

    /** A value, where there is one, has to be of the kind of its example. */
    void requireKind(String name, Object example, boolean hasDefault) {
        String text = find(name).orElse("");
        if (text.isEmpty()) {
            if (hasDefault && isEmpty(name)) {
                refuse(
                        "The setting %s is empty.".formatted(name),
                        "Take the line out, or write a value; the default is %s."
                                .formatted(example));
            }
            return;
        }
        if (example instanceof Integer && !text.matches(WHOLE)) {
            refuse(
                    "The setting %s is '%s', and it has to be a whole number."
                            .formatted(name, shown(text)),
                    "The default is %s.".formatted(example));
        }
        if (example instanceof Boolean && !text.matches("true|false")) {
            refuse(
                    "The setting %s is '%s', and it has to be true or false."
                            .formatted(name, shown(text)),
                    "The default is %s.".formatted(example));
        }
    }

    private boolean isEmpty(String name) {
        try {
            String text = environment.getProperty(name);
            return text != null && text.isBlank();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A number, where it is one, has to lie between these two. */
    void requireBetween(String name, int least, int most, String why) {
        number(name)
                .filter(number -> number < least || number > most)
                .ifPresent(
                        number ->
                                refuse(
                                        "The setting %s is %d, and it has to lie between %d and %d."
                                                .formatted(name, number, least, most),
                                        why));
    }

    /**
     * A value as a report may show it: in one line, not endless, without what signs somebody in.
     */
    static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?").replaceAll("//[^/@]*@", "//…@");
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "…";
    }
}
