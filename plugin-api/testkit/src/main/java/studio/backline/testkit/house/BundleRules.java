package studio.backline.testkit.house;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The message bundles and the program say the same keys. */
final class BundleRules {

    private static final String DONE = "activity.";
    private static final Pattern BUNDLE = Pattern.compile("messages(_[a-zA-Z_]+)?\\.properties");
    private static final Pattern TEMPLATE = Pattern.compile(".*\\.(html|yaml)");
    private static final Pattern WORD = Pattern.compile("[a-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]*)+");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([a-z][A-Za-z0-9_.-]*)[(}]");
    private static final Pattern ANY_BUNDLE = Pattern.compile(".*\\.properties");
    private static final Pattern CHOICE = Pattern.compile("\\{\\d+,choice,");
    // A name before a verb is no count.
    private static final Pattern COUNTED =
            Pattern.compile(
                    "\\{\\d+(,number)?} (?!(is|was|has|belongs|does|goes|holds|reaches|runs|stays)\\b)"
                            + "([a-z-]*s|people)\\b");
    private static final Pattern ASKED = Pattern.compile("(.*\\.)?(texts|texts\\(\\))");
    private static final Set<String> ASKING = Set.of("get", "text", "translate", "getTranslation");

    static final Rule KEYS_EXIST =
            new Rule(
                    "Each text that is asked for exists",
                    "add the key to i18n/messages.properties",
                    module -> {
                        Set<String> keys = keysOf(module);
                        if (keys.isEmpty()) {
                            return List.of();
                        }
                        List<Violation> found =
                                new ArrayList<>(SourceScan.over(module, () -> new AskScan(keys)));
                        found.addAll(missingInTemplates(module, keys));
                        return found;
                    });

    static final Rule KEYS_USED =
            new Rule(
                    "Each text of a bundle is asked for",
                    "a text that nobody shows is translated for nothing; drop the key",
                    BundleRules::unused);

    static final Rule CALM_VOICE =
            new Rule(
                    "No text has an exclamation mark",
                    "a message states a fact with its value, then the remedy",
                    BundleRules::loud);

    static final Rule COUNTS_CHOOSE =
            new Rule(
                    "A counted noun has a form for one",
                    "write {0,choice,1#1 row|1<{0,number} rows}",
                    BundleRules::countless);

    static final Rule SAME_KEYS_IN_EACH_LANGUAGE =
            new Rule(
                    "Each language has the same keys",
                    "a text that one language lacks falls back to another one; translate or drop"
                            + " it",
                    BundleRules::unequal);

    private BundleRules() {}

    private static Set<String> keysOf(InspectedModule module) {
        Set<String> keys = new TreeSet<>();
        for (Path bundle : bundles(module)) {
            keys.addAll(read(bundle).stringPropertyNames());
        }
        return keys;
    }

    private static List<Violation> missingInTemplates(InspectedModule module, Set<String> keys) {
        List<Violation> found = new ArrayList<>();
        for (Path template : resources(module, TEMPLATE)) {
            IN_TEMPLATE
                    .matcher(content(template))
                    .results()
                    .map(match -> match.group(1))
                    .filter(key -> !keys.contains(key))
                    .map(key -> "asks for '%s'".formatted(key))
                    .map(what -> new Violation(template.getFileName().toString(), what))
                    .forEach(found::add);
        }
        return found;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static List<Path> bundles(InspectedModule module) {
        return resources(module, BUNDLE);
    }

    private static List<Path> resources(InspectedModule module, Pattern names) {
        if (!Files.isDirectory(module.resources())) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(module.resources())) {
            return walk.filter(path -> names.matcher(path.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + module.resources(), e);
        }
    }

    private static Properties read(Path bundle) {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(bundle)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + bundle, e);
        }
        return texts;
    }

    private static List<Violation> loud(InspectedModule module) {
        List<Violation> found = new ArrayList<>();
        for (Path bundle : bundles(module)) {
            Properties texts = read(bundle);
            for (String key : new TreeSet<>(texts.stringPropertyNames())) {
                if (texts.getProperty(key).contains("!")) {
                    found.add(new Violation(key, "'%s'".formatted(texts.getProperty(key))));
                }
            }
        }
        return found;
    }

    private static List<Violation> countless(InspectedModule module) {
        List<Violation> found = new ArrayList<>();
        for (Path bundle : resources(module, ANY_BUNDLE)) {
            Properties texts = read(bundle);
            for (String key : new TreeSet<>(texts.stringPropertyNames())) {
                String text = withoutChoices(texts.getProperty(key));
                COUNTED.matcher(text)
                        .results()
                        .map(match -> "says '%s' of one, too".formatted(match.group()))
                        .forEach(what -> found.add(new Violation(key, what)));
            }
        }
        return found;
    }

    private static String withoutChoices(String text) {
        Matcher choice = CHOICE.matcher(text);
        if (!choice.find()) {
            return text;
        }
        int end = choice.end();
        for (int open = 1; open > 0 && end < text.length(); end++) {
            open += text.charAt(end) == '{' ? 1 : text.charAt(end) == '}' ? -1 : 0;
        }
        return withoutChoices(text.substring(0, choice.start()) + text.substring(end));
    }

    private static List<Violation> unequal(InspectedModule module) {
        Set<String> all = keysOf(module);
        List<Violation> found = new ArrayList<>();
        for (Path bundle : bundles(module)) {
            Set<String> own = read(bundle).stringPropertyNames();
            all.stream()
                    .filter(key -> !own.contains(key))
                    .map(key -> new Violation(key, "is not in " + bundle.getFileName()))
                    .forEach(found::add);
        }
        return found;
    }

    private static boolean isMissing(String text, Set<String> literals, Set<String> beginnings) {
        return !literals.contains(text) && beginnings.stream().noneMatch(text::startsWith);
    }

    private static List<Violation> unused(InspectedModule module) {
        Set<String> keys = keysOf(module);
        Set<String> literals = new HashSet<>();
        if (!keys.isEmpty()) {
            SourceScan.over(module, () -> new LiteralScan(literals));
            for (Path template : resources(module, TEMPLATE)) {
                WORD.matcher(content(template)).results().forEach(w -> literals.add(w.group()));
            }
        }
        Set<String> beginnings =
                literals.stream()
                        .map(text -> text.replaceFirst("%[sd].*$", ""))
                        .filter(text -> text.endsWith(".") || text.endsWith("-"))
                        .collect(Collectors.toSet());
        return keys.stream()
                .filter(key -> isMissing(key, literals, beginnings))
                // What is recorded as done is asked for by the host, when somebody reads of it.
                .filter(
                        key ->
                                !key.startsWith(DONE)
                                        || isMissing(
                                                key.substring(DONE.length()), literals, beginnings))
                .map(key -> new Violation(key, "is never asked for"))
                .toList();
    }

    private static final class AskScan extends SourceScan {

        private final Set<String> keys;

        AskScan(Set<String> keys) {
            this.keys = keys;
        }

        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree call, @Nullable Void nothing) {
            if (asksForText(call.getMethodSelect()) && !call.getArguments().isEmpty()) {
                ExpressionTree first = call.getArguments().getFirst();
                if (first instanceof LiteralTree literal
                        && literal.getValue() instanceof String key
                        && !keys.contains(key)) {
                    report(call, "asks for '%s'".formatted(key));
                }
            }
            return super.visitMethodInvocation(call, nothing);
        }

        private static boolean asksForText(ExpressionTree method) {
            if (method instanceof MemberSelectTree select) {
                return ASKING.contains(select.getIdentifier().toString())
                        && (ASKED.matcher(select.getExpression().toString()).matches()
                                || select.getIdentifier().contentEquals("getTranslation"));
            }
            return method.toString().equals("getTranslation");
        }
    }

    private static final class LiteralScan extends SourceScan {

        private final Set<String> literals;

        LiteralScan(Set<String> literals) {
            this.literals = literals;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            if (literal.getValue() instanceof String text) {
                literals.add(text);
            }
            return super.visitLiteral(literal, nothing);
        }
    }
}
