package studio.backline.testkit.house;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Variables by their names: what they are given, and the types that they are declared as. */
final class Named {

    /** What hands each of what it is called on to the function that it is given. */
    static final Set<String> DEALING =
            Set.of(
                    "filter",
                    "flatMap",
                    "forEach",
                    "forEachOrdered",
                    "ifPresent",
                    "ifPresentOrElse",
                    "map",
                    "mapMulti",
                    "mapToObj",
                    "peek");

    /** What grows by what is put into it, and the methods that put it there. */
    private static final Set<String> GROWING =
            Set.of(
                    "ArrayList",
                    "Collection",
                    "List",
                    "Set",
                    "StringBuffer",
                    "StringBuilder",
                    "StringJoiner");

    private static final Set<String> PUTTING = Set.of("add", "append", "insert");

    private final Map<String, List<ExpressionTree>> values = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Set<VariableTree> declared = new HashSet<>();

    Named() {}

    /** Begins with what is known around. */
    Named(Named around) {
        around.values.forEach((name, given) -> values.put(name, new ArrayList<>(given)));
        types.putAll(around.types);
        declared.addAll(around.declared);
    }

    /** What a variable is given, or null where nothing is known of it. */
    @Nullable List<ExpressionTree> valuesOf(String name) {
        return values.get(name);
    }

    /** What a variable is declared as, or null where it is not declared here. */
    @Nullable String typeOf(String name) {
        return types.get(name);
    }

    /** Learns what a variable is given by a tree itself, not by those inside it. */
    void learn(@Nullable Tree tree) {
        switch (tree) {
            case VariableTree variable -> declare(variable);
            case AssignmentTree given -> assign(given.getVariable(), given.getExpression());
            case CompoundAssignmentTree given -> assign(given.getVariable(), given.getExpression());
            case EnhancedForLoopTree loop -> declare(loop.getVariable(), loop.getExpression());
            case MethodInvocationTree call
                    when call.getMethodSelect() instanceof MemberSelectTree select ->
                    called(call, select);
            case null, default -> {}
        }
    }

    /** What one is given first hides another of its name. */
    void declare(VariableTree variable) {
        declare(variable, variable.getInitializer());
    }

    private void declare(VariableTree variable, @Nullable ExpressionTree value) {
        // A loop and a call tell more of their variable than it does itself, and come before it.
        if (declared.add(variable)) {
            String name = variable.getName().toString();
            values.remove(name);
            types.put(name, typeOf(variable));
            give(name, value);
        }
    }

    private void assign(ExpressionTree variable, ExpressionTree value) {
        give(variable.toString().replaceFirst("^this\\.", ""), value);
    }

    private void called(MethodInvocationTree call, MemberSelectTree select) {
        String method = select.getIdentifier().toString();
        if (DEALING.contains(method)) {
            call.getArguments().stream()
                    .filter(LambdaExpressionTree.class::isInstance)
                    .map(LambdaExpressionTree.class::cast)
                    .filter(lambda -> lambda.getParameters().size() == 1)
                    .forEach(
                            lambda ->
                                    declare(
                                            lambda.getParameters().getFirst(),
                                            select.getExpression()));
        }
        String grown = rootOf(select.getExpression());
        if (PUTTING.contains(method) && GROWING.contains(types.getOrDefault(grown, ""))) {
            call.getArguments().forEach(argument -> give(grown, argument));
        }
    }

    /** What a chain of calls begins with. */
    private static String rootOf(ExpressionTree called) {
        ExpressionTree root = called;
        while (root instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree select) {
            root = select.getExpression();
        }
        return root.toString();
    }

    private void give(String name, @Nullable ExpressionTree value) {
        if (value != null) {
            values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }
    }

    /** Takes over what another knows of variables that it does not declare: fields. */
    void takeUndeclared(Named other) {
        other.values.forEach(
                (name, given) -> {
                    if (!other.types.containsKey(name)) {
                        given.forEach(value -> give(name, value));
                    }
                });
    }

    private static String typeOf(VariableTree variable) {
        Tree type =
                variable.getType() == null && variable.getInitializer() instanceof NewClassTree made
                        ? made.getIdentifier()
                        : variable.getType();
        return type == null ? "" : Sayings.simple(type);
    }

    /** Gathers what is returned or yielded, and what the locals on the way are given. */
    static final class GivenScan extends TreeScanner<@Nullable Void, @Nullable Void> {

        final List<ExpressionTree> given = new ArrayList<>();
        final Named locals;

        GivenScan(Named locals) {
            this.locals = locals;
        }

        @Override
        public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void nothing) {
            if (tree.getExpression() != null) {
                given.add(tree.getExpression());
            }
            return null;
        }

        @Override
        public @Nullable Void visitYield(YieldTree tree, @Nullable Void nothing) {
            given.add(tree.getValue());
            return null;
        }

        @Override
        public @Nullable Void visitCase(CaseTree tree, @Nullable Void nothing) {
            if (tree.getBody() instanceof ExpressionTree value) {
                given.add(value);
            }
            return super.visitCase(tree, nothing);
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
            locals.learn(tree);
            return super.scan(tree, nothing);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitLambdaExpression(
                LambdaExpressionTree tree, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
            return null;
        }
    }
}
