package studio.backline.testkit.house;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an expression says by way of constants, locals and methods of its module, as far as the
 * source alone tells: types go by their simple names, and what another module says is not known.
 */
final class Sayings {

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern JOINS = Pattern.compile("String\\.(format|join|valueOf)");
    private static final Set<String> SAME = Set.of("this", "super");
    private static final int DEEPEST = 4;

    private final Map<String, Type> types = new HashMap<>();

    /** A type, or all of the module that bear its name. */
    private record Type(Set<String> around, Named members, Map<String, List<Method>> methods) {}

    /** What a method gives back. */
    private record Method(List<ExpressionTree> given, Named locals) {}

    /** Variables by their names: what they are given, and the types that they are declared as. */
    record Named(Map<String, List<ExpressionTree>> values, Map<String, String> types) {

        Named() {
            this(new HashMap<>(), new HashMap<>());
        }

        /** What one is given first hides another of its name. */
        void declare(VariableTree variable) {
            String name = variable.getName().toString();
            values.remove(name);
            types.put(name, typeOf(variable));
            give(name, variable.getInitializer());
        }

        void give(String name, @Nullable ExpressionTree value) {
            if (value != null) {
                values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }

        private static String typeOf(VariableTree variable) {
            Tree type =
                    variable.getType() == null
                                    && variable.getInitializer() instanceof NewClassTree made
                            ? made.getIdentifier()
                            : variable.getType();
            return type == null ? "" : simple(type);
        }
    }

    /**
     * Where an expression stands.
     *
     * @param types around it, the innermost first
     * @param locals what is known by name beside their members
     */
    record Place(Collection<String> types, Named locals) {}

    /** Those of all files. */
    static Sayings in(List<SourceFile> files) {
        Sayings sayings = new Sayings();
        files.stream()
                .flatMap(file -> file.topLevelTypes().stream())
                .forEach(type -> sayings.learn(type, List.of()));
        return sayings;
    }

    private void learn(ClassTree tree, List<String> outer) {
        String name = tree.getSimpleName().toString();
        Type type =
                types.computeIfAbsent(
                        name, any -> new Type(new LinkedHashSet<>(), new Named(), new HashMap<>()));
        type.around().add(name);
        Stream.concat(Stream.ofNullable(tree.getExtendsClause()), parents(tree))
                .forEach(parent -> type.around().add(simple(parent)));
        type.around().addAll(outer);
        for (Tree member : tree.getMembers()) {
            switch (member) {
                case VariableTree field -> type.members().declare(field);
                case MethodTree method ->
                        type.methods()
                                .computeIfAbsent(
                                        method.getName().toString(), any -> new ArrayList<>())
                                .add(given(method));
                case ClassTree inner -> learn(inner, List.copyOf(type.around()));
                default -> {}
            }
        }
    }

    private static Stream<? extends Tree> parents(ClassTree tree) {
        return tree.getImplementsClause().stream();
    }

    private static Method given(MethodTree method) {
        Named locals = new Named();
        method.getParameters().forEach(locals::declare);
        GivenScan scan = new GivenScan(locals);
        scan.scan(method.getBody(), null);
        return new Method(scan.given, locals);
    }

    /** Whether an expression says a word of some language. */
    boolean isWord(ExpressionTree expression, Place at) {
        return isWord(expression, at, 0);
    }

    /** Whether what an expression names is of one of these types, or of what extends one. */
    boolean isOf(ExpressionTree expression, Place at, Set<String> names) {
        return owners(expression, at)
                .anyMatch(
                        type ->
                                names.contains(type)
                                        || around(type)
                                                .anyMatch(
                                                        known ->
                                                                known.around().stream()
                                                                        .anyMatch(
                                                                                names::contains)));
    }

    private boolean isWord(ExpressionTree expression, Place at, int depth) {
        return switch (expression) {
            case LiteralTree literal ->
                    literal.getValue() instanceof String text && WORD.matcher(text).find();
            case BinaryTree sum ->
                    sum.getKind() == Tree.Kind.PLUS
                            && (isWord(sum.getLeftOperand(), at, depth)
                                    || isWord(sum.getRightOperand(), at, depth));
            case ParenthesizedTree inner -> isWord(inner.getExpression(), at, depth);
            case ConditionalExpressionTree choice ->
                    isWord(choice.getTrueExpression(), at, depth)
                            || isWord(choice.getFalseExpression(), at, depth);
            case SwitchExpressionTree choice -> anyWord(yielded(choice), at, depth);
            case IdentifierTree name -> isNamed(name.getName().toString(), at, depth);
            case MemberSelectTree member -> isMember(member, at, depth);
            case MethodInvocationTree call ->
                    isFormat(call, at, depth) || depth < DEEPEST && isGiven(call, at, depth);
            default -> false;
        };
    }

    private boolean anyWord(Collection<? extends ExpressionTree> all, Place at, int depth) {
        return all.stream().anyMatch(each -> isWord(each, at, depth));
    }

    private static List<ExpressionTree> yielded(SwitchExpressionTree choice) {
        GivenScan scan = new GivenScan(new Named());
        scan.scan(choice.getCases(), null);
        return scan.given;
    }

    private boolean isNamed(String name, Place at, int depth) {
        List<ExpressionTree> values = at.locals().values().get(name);
        if (depth >= DEEPEST) {
            return false;
        }
        return values == null
                ? at.types().stream().anyMatch(type -> isField(type, name, depth))
                : anyWord(values, at, depth + 1);
    }

    private boolean isField(String type, String name, int depth) {
        return around(type).anyMatch(known -> isMember(known, name, depth));
    }

    private boolean isMember(Type type, String name, int depth) {
        return anyWord(
                type.members().values().getOrDefault(name, List.of()),
                new Place(type.around(), new Named()),
                depth + 1);
    }

    private boolean isMember(MemberSelectTree member, Place at, int depth) {
        String name = member.getIdentifier().toString();
        String owner = simple(member.getExpression());
        if (SAME.contains(owner)) {
            return depth < DEEPEST && at.types().stream().anyMatch(t -> isField(t, name, depth));
        }
        return depth < DEEPEST && isField(owner, name, depth);
    }

    private boolean isFormat(MethodInvocationTree call, Place at, int depth) {
        if (JOINS.matcher(call.getMethodSelect().toString()).matches()) {
            return anyWord(call.getArguments(), at, depth);
        }
        return call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("formatted")
                && isWord(select.getExpression(), at, depth);
    }

    /** Whether a method says a word that is called on what is known here. */
    private boolean isGiven(MethodInvocationTree call, Place at, int depth) {
        return switch (call.getMethodSelect()) {
            case IdentifierTree name ->
                    isGiven(at.types().stream(), name.getName().toString(), depth);
            case MemberSelectTree select ->
                    isGiven(
                            owners(select.getExpression(), at),
                            select.getIdentifier().toString(),
                            depth);
            default -> false;
        };
    }

    private boolean isGiven(Stream<String> owners, String method, int depth) {
        return owners.distinct()
                .flatMap(this::around)
                .distinct()
                .anyMatch(
                        type ->
                                type.methods().getOrDefault(method, List.of()).stream()
                                        .anyMatch(each -> isGiven(type, each, depth)));
    }

    private boolean isGiven(Type type, Method method, int depth) {
        return anyWord(method.given(), new Place(type.around(), method.locals()), depth + 1);
    }

    /** What a method is called on may be of these types. */
    private Stream<String> owners(ExpressionTree called, Place at) {
        return switch (called) {
            case NewClassTree made -> Stream.of(simple(made.getIdentifier()));
            case IdentifierTree name -> owners(name.getName().toString(), at);
            case MemberSelectTree member ->
                    SAME.contains(member.getExpression().toString())
                            ? owners(member.getIdentifier().toString(), at)
                            : Stream.of(simple(member));
            default -> Stream.of();
        };
    }

    private Stream<String> owners(String name, Place at) {
        if (SAME.contains(name)) {
            return at.types().stream();
        }
        String local = at.locals().types().get(name);
        if (local != null) {
            return Stream.of(local);
        }
        return Stream.concat(
                Stream.of(name),
                at.types().stream()
                        .flatMap(this::around)
                        .flatMap(type -> Stream.ofNullable(type.members().types().get(name))));
    }

    /** A type with those above and around it. */
    private Stream<Type> around(String name) {
        Type type = types.get(name);
        return type == null
                ? Stream.of()
                : type.around().stream().flatMap(each -> Stream.ofNullable(types.get(each)));
    }

    /** The last part of a type's name, without what it is made of. */
    private static String simple(Tree type) {
        String name = type.toString().replaceAll("<.*", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Gathers what is returned or yielded, and what the locals on the way are given. */
    private static final class GivenScan extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final List<ExpressionTree> given = new ArrayList<>();
        private final Named locals;

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
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
            locals.declare(tree);
            return null;
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void nothing) {
            locals.give(tree.getVariable().toString(), tree.getExpression());
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
