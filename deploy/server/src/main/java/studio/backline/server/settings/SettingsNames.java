package studio.backline.server.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Names that are no settings: in the file, on the command line and in the environment. */
final class SettingsNames {

    private static final String ENVIRONMENT =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    /** What {@code bin/backline} reads for itself. */
    private static final String LAUNCHER = "BACKLINE_JAVA_FOLDERS";

    /** What Kubernetes sets in each container beside a service of the name "backline". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(
                    "BACKLINE_(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)"
                            + "|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private static final String COMMAND_LINE =
            CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;

    private final SettingsReference reference;
    private final List<Problem> problems = new ArrayList<>();

    /** The values of a list have one name. */
    private final Set<String> judged = new HashSet<>();

    private SettingsNames(SettingsReference reference) {
        this.reference = reference;
    }

    static List<Problem> problems(
            ConfigurableEnvironment environment, SettingsReference reference) {
        SettingsNames names = new SettingsNames(reference);
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source.getName().equals(COMMAND_LINE)) {
                names.judgeWords(source);
            }
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (String name : listed.getPropertyNames()) {
                    names.judge(source, name);
                }
            }
        }
        return names.problems;
    }

    private void judge(PropertySource<?> source, String written) {
        if (source.getName().equals(ENVIRONMENT)) {
            judgeVariable(source, written);
            return;
        }
        String name = written.replaceAll("\\[\\d+]", "");
        if (reference.knows(name)) {
            judgeValue(source, written, "The setting " + name + origin(source, written));
        }
        if (isOfTheScript(source, name) || !judged.add(source.getName() + " " + name)) {
            return;
        }
        String where = origin(source, written);
        if (reference.knows(name)) {
            if (!name.equals(written) && !reference.isList(name)) {
                refuse(
                        "The setting %s%s is a list, and it takes one value."
                                .formatted(name, where),
                        "Write it without brackets and hyphen.");
            }
            return;
        }
        if (reference.isGroup(name)) {
            if (!String.valueOf(source.getProperty(written)).isBlank()) {
                refuse(
                        "'%s'%s is a group of settings and has no value of its own."
                                .formatted(name, where),
                        "Write its settings below it, indented; conf/backline.yaml names them.");
            }
            return;
        }
        if (isForUs(source, name)) {
            refuse(
                    "There is no setting '%s'%s.".formatted(name, where),
                    reference
                            .nearest(name)
                            .map("Write '%s' if that is what is meant, or take it out."::formatted)
                            .orElse("Take it out; conf/backline.yaml names all that there are."));
        }
    }

    /** Where it lies, {@code bin/backline} tells each Java that it starts. */
    private static boolean isOfTheScript(PropertySource<?> source, String name) {
        return name.equals("backline.home")
                && source.getName()
                        .equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    }

    /** One place would know the variables of the machine, and another, such as doctor, not. */
    private void judgeValue(PropertySource<?> source, String written, String what) {
        String value = String.valueOf(source.getProperty(written));
        if (value.contains("${")) {
            refuse(
                    "%s is '%s', and what stands in ${…} is not filled in."
                            .formatted(what, SettingsValues.shown(value)),
                    "Write the value itself. Each setting may also be given as an environment"
                            + " variable, such as BACKLINE_DATA for backline.data.");
        }
    }

    /** What stands in the settings file or on the command line is, whatever it is called. */
    private static boolean isForUs(PropertySource<?> source, String name) {
        return name.startsWith("backline.")
                || source.getName().equals(COMMAND_LINE)
                || source.getName().contains(SettingsFile.NAME);
    }

    private void judgeWords(PropertySource<?> commandLine) {
        Object words =
                commandLine.getProperty(
                        CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
        if (words != null) {
            refuse(
                    "'%s' (on the command line) is no setting."
                            .formatted(SettingsValues.shown(words.toString())),
                    "Take it out, or write it as --name=value.");
        }
    }

    /** A variable that begins with our name is meant for us; the others are nobody's business. */
    private void judgeVariable(PropertySource<?> source, String written) {
        String name = written.toUpperCase(Locale.ROOT);
        if (reference.knowsVariable(name)) {
            judgeValue(source, written, "The environment variable " + written);
        }
        if (!name.startsWith("BACKLINE_")
                || LAUNCHER.equals(name)
                || SERVICE_LINK.matcher(name).matches()
                || reference.knowsVariable(name)) {
            return;
        }
        String dotted = written.toLowerCase(Locale.ROOT).replace('_', '.');
        refuse(
                "There is no setting for the environment variable %s.".formatted(written),
                reference
                        .nearest(dotted)
                        .map(SettingsReference::variable)
                        .map("Write %s if that is what is meant, or unset it."::formatted)
                        .orElse("Unset it; conf/backline.yaml names all settings that there are."));
    }

    private void refuse(String what, String remedy) {
        problems.add(new Problem(what, remedy));
    }

    private static String origin(PropertySource<?> source, String name) {
        if (source.getName().equals(COMMAND_LINE)) {
            return " (on the command line)";
        }
        return switch (OriginLookup.getOrigin(source, name)) {
            case TextResourceOrigin text when text.getLocation() != null ->
                    " (in line %d of the settings file)"
                            .formatted(text.getLocation().getLine() + 1);
            case null, default -> "";
        };
    }
}
