package studio.backline.testkit.house;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** How a file is written. */
final class SourceRules {

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@author");

    private static final String COMMAND_LINE = "studio.backline.server.cli";

    static final Rule NO_CONSOLE =
            new Rule(
                    "Nothing prints to the console but the command line",
                    "a log line can be filtered, structured and kept free of personal data; use"
                            + " slf4j",
                    module ->
                            SourceScan.over(
                                    module.sources().stream()
                                            .filter(
                                                    file ->
                                                            !file.packageName()
                                                                    .equals(COMMAND_LINE))
                                            .toList(),
                                    ConsoleScan::new));

    static final Rule NO_STAR_IMPORTS =
            new Rule(
                    "Each import names one type",
                    "a reader sees where a name comes from",
                    module -> SourceScan.over(module, ImportScan::new));

    static final Rule NOTHING_SWALLOWED =
            new Rule(
                    "No catch swallows what it caught",
                    "handle it, log it, hand it on as cause, or return the answer it stands for",
                    module -> SourceScan.over(module, CatchScan::new));

    static final Rule NO_DOUBLE_BRACES =
            new Rule(
                    "No double braces",
                    "they make a class that holds its surroundings; use List.of, Map.of or a method",
                    module -> SourceScan.over(module, DoubleBraceScan::new));

    static final Rule NOTHING_UNFINISHED =
            new Rule(
                    "Nothing is left to do in a comment, nobody signs",
                    "finish it or open an issue; git knows who wrote it",
                    SourceRules::unfinished);

    static final Rule HIDDEN_VIEWS =
            new Rule(
                    "Views, forms and dialogs of a feature are package-private",
                    "others call the feature's Navigation class; pieces meant for reuse stand in"
                            + " screens",
                    module ->
                            module.room() == Room.SCREENS
                                    ? List.of()
                                    : SourceScan.over(module, ViewScan::new));

    static final Rule NOTHING_CUT =
            new Rule(
                    "No field cuts what is pasted into it",
                    "the service refuses what is too long; show its reason at the field",
                    module -> SourceScan.over(module, FieldScan::new));

    private SourceRules() {}

    private static List<Violation> unfinished(InspectedModule module) {
        List<Violation> found = new ArrayList<>();
        for (SourceFile file : module.sources()) {
            if (file.qualifiedName().equals(SourceRules.class.getName())) {
                continue;
            }
            Matcher matcher = UNFINISHED.matcher(file.text());
            while (matcher.find()) {
                found.add(new Violation(file.qualifiedName(), "says " + matcher.group()));
            }
        }
        return found;
    }

    private static final class ConsoleScan extends SourceScan {
        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void nothing) {
            String text = select.toString();
            if (text.equals("System.out") || text.equals("System.err")) {
                report(select, "uses " + text);
            }
            return super.visitMemberSelect(select, nothing);
        }

        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree call, @Nullable Void nothing) {
            if (call.getMethodSelect().toString().endsWith(".printStackTrace")
                    && call.getArguments().isEmpty()) {
                report(call, "prints a stack trace");
            }
            return super.visitMethodInvocation(call, nothing);
        }
    }

    private static final class ImportScan extends SourceScan {
        @Override
        public @Nullable Void visitImport(ImportTree tree, @Nullable Void nothing) {
            if (tree.getQualifiedIdentifier().toString().endsWith(".*")) {
                report(tree, "imports " + tree.getQualifiedIdentifier());
            }
            return super.visitImport(tree, nothing);
        }
    }

    private static final class CatchScan extends SourceScan {
        @Override
        public @Nullable Void visitCatch(CatchTree tree, @Nullable Void nothing) {
            if (tree.getBlock().getStatements().isEmpty()) {
                report(tree, "swallows " + tree.getParameter().getType());
            }
            return super.visitCatch(tree, nothing);
        }
    }

    private static final class DoubleBraceScan extends SourceScan {
        @Override
        public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
            ClassTree body = tree.getClassBody();
            if (body != null && body.getMembers().stream().anyMatch(BlockTree.class::isInstance)) {
                report(tree, "opens double braces on " + tree.getIdentifier());
            }
            return super.visitNewClass(tree, nothing);
        }
    }

    private static final class ViewScan extends SourceScan {
        private static final Pattern SCREEN = Pattern.compile(".*(View|Form|Dialog)");

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (type.getKind() == Tree.Kind.CLASS
                    && SCREEN.matcher(type.getSimpleName()).matches()
                    && type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                report(type, type.getSimpleName() + " is public");
            }
            return super.visitClass(type, nothing);
        }
    }

    private static final class FieldScan extends SourceScan {
        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree call, @Nullable Void nothing) {
            if (call.getMethodSelect().toString().endsWith(".setMaxLength")) {
                report(call, "cuts with " + call.getMethodSelect());
            }
            return super.visitMethodInvocation(call, nothing);
        }
    }
}
