package studio.backline.testkit.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** How long and how wide things may grow; tests are read as often as what they test. */
final class SizeRules {

    private static final int FILE = 400;
    private static final int SCREEN = 250;
    private static final int METHOD = 40;
    private static final int CONSTRUCTOR = 6;
    private static final int PACKAGE = 20;
    private static final int CONTRACT_METHODS = 8;
    private static final double HIDDEN_SHARE = 0.25;

    static final Rule FILES =
            new Rule(
                    "A file has at most 400 lines",
                    "the longest files rot first; split off the part that has a name of its own",
                    module -> tooLong(module, false, FILE));

    static final Rule VIEWS =
            new Rule(
                    "A view or form has at most 250 lines",
                    "a screen is read in one go; split off an inner component of its own",
                    module -> tooLong(module, true, SCREEN));

    static final Rule METHODS =
            new Rule(
                    "A method has at most 40 lines",
                    "name the steps and move them into methods of their own",
                    module -> SourceScan.over(module.allSources(), MethodScan::new));

    static final Rule CONSTRUCTORS =
            new Rule(
                    "A constructor takes at most 6 arguments",
                    "a class that needs more does more than one thing, or its arguments are a"
                            + " record; records themselves may have more components",
                    module -> SourceScan.over(module.allSources(), ConstructorScan::new));

    static final Rule PACKAGES =
            new Rule(
                    "A package holds at most 20 types",
                    "make a sub-feature with a name of its own",
                    module ->
                            Stream.of(module.sources(), module.tests())
                                    .flatMap(files -> crowdedPackages(files).stream())
                                    .toList());

    static final Rule CONTRACT_INTERFACES =
            new Rule(
                    "An interface of the contract has at most 8 methods",
                    "whoever implements it has to understand all of it; split it by moment or by"
                            + " noun",
                    module ->
                            module.room() == Room.CONTRACT
                                    ? SourceScan.over(module, InterfaceScan::new)
                                    : List.of());

    static final Rule HIDDEN_TYPES =
            new Rule(
                    "At least a quarter of the types are package-private",
                    "what nobody outside can see can be changed; make public only what another"
                            + " package calls",
                    SizeRules::tooOpen);

    private SizeRules() {}

    private static List<Violation> tooLong(InspectedModule module, boolean screens, int limit) {
        List<Violation> found = new ArrayList<>();
        for (SourceFile file : module.allSources()) {
            boolean screen =
                    file.simpleName().endsWith("View") || file.simpleName().endsWith("Form");
            if ((screen || !screens) && file.lines() > limit) {
                found.add(new Violation(file.qualifiedName(), file.lines() + " lines"));
            }
        }
        return found;
    }

    private static List<Violation> crowdedPackages(List<SourceFile> files) {
        Map<String, Integer> types = new TreeMap<>();
        for (SourceFile file : files) {
            types.merge(file.packageName(), file.topLevelTypes().size(), Integer::sum);
        }
        List<Violation> found = new ArrayList<>();
        types.forEach(
                (name, count) -> {
                    if (count > PACKAGE) {
                        found.add(new Violation(name, count + " types"));
                    }
                });
        return found;
    }

    private static List<Violation> tooOpen(InspectedModule module) {
        if (module.room().isPluginApi()) {
            return List.of();
        }
        int[] counts = new int[2];
        for (SourceFile file : module.sources()) {
            file.topLevelTypes().forEach(type -> count(type, true, counts));
        }
        return counts[0] == 0 || counts[1] >= HIDDEN_SHARE * counts[0]
                ? List.of()
                : List.of(
                        new Violation(
                                module.name(),
                                "%d of %d types are hidden".formatted(counts[1], counts[0])));
    }

    /** Counts a type and those inside it: all, and those that another package cannot see. */
    private static void count(ClassTree type, boolean seenAround, int[] counts) {
        boolean seen = seenAround && type.getModifiers().getFlags().contains(Modifier.PUBLIC);
        counts[0]++;
        counts[1] += seen ? 0 : 1;
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree inner) {
                count(inner, seen, counts);
            }
        }
    }

    private static final class MethodScan extends SourceScan {
        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            // The rows of a test that stand above it are not read as its steps.
            List<? extends Tree> above = method.getModifiers().getAnnotations();
            long first =
                    above.isEmpty()
                            ? file().lineOf(method)
                            : file().lastLineOf(above.getLast()) + 1;
            long lines = file().lastLineOf(method) - first + 1;
            if (lines > METHOD) {
                report(method, "%s has %d lines".formatted(method.getName(), lines));
            }
            return super.visitMethod(method, nothing);
        }
    }

    private static final class ConstructorScan extends SourceScan {
        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (type.getKind() != Tree.Kind.RECORD) {
                for (Tree member : type.getMembers()) {
                    if (member instanceof MethodTree method
                            && method.getReturnType() == null
                            && method.getParameters().size() > CONSTRUCTOR) {
                        report(
                                method,
                                "%s takes %d arguments"
                                        .formatted(
                                                type.getSimpleName(),
                                                method.getParameters().size()));
                    }
                }
            }
            return super.visitClass(type, nothing);
        }
    }

    private static final class InterfaceScan extends SourceScan {
        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (type.getKind() == Tree.Kind.INTERFACE) {
                long methods =
                        type.getMembers().stream()
                                .filter(MethodTree.class::isInstance)
                                .map(MethodTree.class::cast)
                                .filter(SizeRules::isPartOfTheType)
                                .count();
                if (methods > CONTRACT_METHODS) {
                    report(type, "%s has %d methods".formatted(type.getSimpleName(), methods));
                }
            }
            return super.visitClass(type, nothing);
        }
    }

    private static boolean isPartOfTheType(MethodTree method) {
        return !method.getModifiers().getFlags().contains(Modifier.STATIC)
                && !method.getModifiers().getFlags().contains(Modifier.PRIVATE);
    }
}
