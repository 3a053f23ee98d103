package studio.backline.testkit.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What things are called, and what each package says of itself. */
final class NameRules {

    private static final Pattern EMPTY_WORD =
            Pattern.compile(".*(Impl|Utils?|Helper|Manager|Base)|Abstract[A-Z].*|Data");

    static final Rule FIELDS_OWN_WORDS =
            new Rule(
                    "A type is named by what it is in the field",
                    "Impl, Util, Helper, Manager, Base, Abstract… and a bare Data say nothing of"
                            + " it; name the thing, or what sets this one apart",
                    module ->
                            module.types()
                                    .filter(
                                            type ->
                                                    EMPTY_WORD
                                                            .matcher(type.getSimpleName())
                                                            .matches())
                                    .filter(type -> !extendsPf4jsManager(type))
                                    .map(type -> breach(type, "is called " + type.getSimpleName()))
                                    .toList());

    static final Rule NULL_MARKED =
            new Rule(
                    "Each package is @NullMarked",
                    "null errors are found when compiling; add package-info.java with @NullMarked",
                    NameRules::unmarkedPackages);

    private NameRules() {}

    static Violation breach(JavaClass type, String what) {
        return new Violation(type.getName(), what);
    }

    private static boolean extendsPf4jsManager(JavaClass type) {
        return type.getAllRawSuperclasses().stream()
                .anyMatch(parent -> parent.getPackageName().equals("org.pf4j"));
    }

    private static List<Violation> unmarkedPackages(InspectedModule module) {
        Set<String> seen = new TreeSet<>();
        Set<String> marked = new TreeSet<>();
        for (SourceFile file : module.sources()) {
            seen.add(file.packageName());
            if (file.simpleName().equals("package-info") && isMarked(file)) {
                marked.add(file.packageName());
            }
        }
        return seen.stream()
                .filter(name -> !marked.contains(name))
                .map(name -> new Violation(name, "has no @NullMarked package-info.java"))
                .toList();
    }

    private static boolean isMarked(SourceFile file) {
        return Files.exists(file.path())
                && file.unit().getPackageAnnotations().stream()
                        .anyMatch(
                                annotation ->
                                        annotation
                                                .getAnnotationType()
                                                .toString()
                                                .endsWith("NullMarked"));
    }
}
