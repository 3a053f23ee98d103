package studio.backline.testkit.house;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an expression says by way of constants, locals and methods of its module, as far as the
 * source alone tells: types go by their simple names, and what another module says is not known.
 */
final class Sayings {

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

    /** Calls that say what they are given. */
    private static final Pattern JOINS =
            Pattern.compile(
                    "([a-z]+\\.)*(String\\.(format|join|valueOf)|MessageFormat\\.format"
                            + "|(Collectors\\.)?joining|(List|Set|Stream|Optional)\\.(<.+>)?of"
                            + "|Optional\\.(<.+>)?ofNullable|Arrays\\.(asList|stream)"
                            + "|Objects\\.requireNonNullElse)");

    private static final Pattern MAP = Pattern.compile("([a-z]+\\.)*Map\\.(<.+>)?of");

    /** Methods that say what they are called on. */
    private static final Set<String> PASSING =
            Set.of(
                    "distinct",
                    "filter",
                    "formatted",
                    "get",
                    "getFirst",
                    "getLast",
                    "limit",
                    "orElseThrow",
                    "reversed",
                    "skip",
                    "sorted",
                    "stream",
                    "strip",
                    "toList",
                    "toLowerCase",
                    "toString",
                    "toUpperCase",
                    "trim",
                    "values");

    /** Methods that say what they are called on, or what they are given. */
    private static final Set<String> ADDING =
            Set.of("append", "collect", "concat", "insert", "or", "orElse", "orElseGet");

    /** Methods that say what the function does that they are given. */
    private static final Set<String> MAPPING = Set.of("flatMap", "map", "mapToObj");

    private static final Set<String> BUILT =
            Set.of("String", "StringBuffer", "StringBuilder", "StringJoiner");
    private static final Set<String> SAME = Set.of("this", "super");
    private static final int DEEPEST = 4;

    private final Map<String, Type> types = new HashMap<>();

    /** A type, or all of the module that bear its name. */
    private record Type(Set<String> around, Named members, Map<String, List<Method>> methods) {}

    /** What a method gives back. */
    private record Method(List<ExpressionTree> given, Named locals) {}

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
                case MethodTree method -> learn(method, type);
                case ClassTree inner -> learn(inner, List.copyOf(type.around()));
                default -> {}
            }
        }
    }

    private static void learn(MethodTree method, Type type) {
        Method told = given(method);
        type.members().takeUndeclared(told.locals());
        type.methods()
                .computeIfAbsent(method.getName().toString(), any -> new ArrayList<>())
                .add(told);
    }

    private static Stream<? extends Tree> parents(ClassTree tree) {
        return tree.getImplementsClause().stream();
    }

    private static Method given(MethodTree method) {
        Named locals = new Named();
        method.getParameters().forEach(locals::declare);
        Named.GivenScan scan = new Named.GivenScan(locals);
        scan.scan(method.getBody(), null);
        return new Method(scan.given, locals);
    }

    /** Whether an expression says a word of some language. */
    boolean isWord(ExpressionTree expression, Place at) {
        return isWord(expression, at, 0);
    }

    /** Whether a method gives back a word. */
    boolean isWord(MethodTree method, Place at) {
        Method told = given(method);
        return anyWord(told.given(), new Place(at.types(), told.locals()), 0);
    }

    /** Whether a function gives back a word: a lambda, or a method that goes by its name. */
    boolean isTold(ExpressionTree function, Place at) {
        return isTold(function, at, 0);
    }

    private boolean isTold(ExpressionTree function, Place at, int depth) {
        return switch (function) {
            case LambdaExpressionTree lambda when lambda.getBody() instanceof ExpressionTree told ->
                    isWord(told, at, depth);
            case LambdaExpressionTree lambda -> {
                Named.GivenScan scan = new Named.GivenScan(new Named(at.locals()));
                scan.scan(lambda.getBody(), null);
                yield anyWord(scan.given, new Place(at.types(), scan.locals), depth);
            }
            case MemberReferenceTree method ->
                    depth < DEEPEST
                            && isGiven(
                                    owners(method.getQualifierExpression(), at),
                                    method.getName().toString(),
                                    depth);
            default -> false;
        };
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
            case TypeCastTree cast -> isWord(cast.getExpression(), at, depth);
            case ArrayAccessTree part -> isWord(part.getExpression(), at, depth);
            case ConditionalExpressionTree choice ->
                    isWord(choice.getTrueExpression(), at, depth)
                            || isWord(choice.getFalseExpression(), at, depth);
            case SwitchExpressionTree choice -> anyWord(yielded(choice), at, depth);
            case IdentifierTree name -> isNamed(name.getName().toString(), at, depth);
            case MemberSelectTree member -> isMember(member, at, depth);
            case NewClassTree made ->
                    BUILT.contains(simple(made.getIdentifier()))
                            && anyWord(made.getArguments(), at, depth);
            case NewArrayTree made ->
                    made.getInitializers() != null && anyWord(made.getInitializers(), at, depth);
            case MethodInvocationTree call ->
                    isPassed(call, at, depth) || depth < DEEPEST && isGiven(call, at, depth);
            default -> false;
        };
    }

    private boolean anyWord(Collection<? extends ExpressionTree> all, Place at, int depth) {
        return all.stream().anyMatch(each -> isWord(each, at, depth));
    }

    private static List<ExpressionTree> yielded(SwitchExpressionTree choice) {
        Named.GivenScan scan = new Named.GivenScan(new Named());
        scan.scan(choice.getCases(), null);
        return scan.given;
    }

    private boolean isNamed(String name, Place at, int depth) {
        List<ExpressionTree> values = at.locals().valuesOf(name);
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
        List<ExpressionTree> values = type.members().valuesOf(name);
        return values != null && anyWord(values, new Place(type.around(), new Named()), depth + 1);
    }

    private boolean isMember(MemberSelectTree member, Place at, int depth) {
        String name = member.getIdentifier().toString();
        String owner = simple(member.getExpression());
        if (SAME.contains(owner)) {
            return depth < DEEPEST && at.types().stream().anyMatch(t -> isField(t, name, depth));
        }
        return depth < DEEPEST && isField(owner, name, depth);
    }

    /** Whether a call says a word that it is called on or given. */
    private boolean isPassed(MethodInvocationTree call, Place at, int depth) {
        String called = call.getMethodSelect().toString();
        if (JOINS.matcher(called).matches()) {
            return anyWord(call.getArguments(), at, depth);
        }
        if (MAP.matcher(called).matches()) {
            return IntStream.range(0, call.getArguments().size())
                    .filter(place -> place % 2 == 1)
                    .anyMatch(place -> isWord(call.getArguments().get(place), at, depth));
        }
        if (!(call.getMethodSelect() instanceof MemberSelectTree select)) {
            return false;
        }
        String method = select.getIdentifier().toString();
        boolean adding = ADDING.contains(method);
        return (adding || PASSING.contains(method)) && isWord(select.getExpression(), at, depth)
                || adding && anyWord(call.getArguments(), at, depth)
                || (adding || MAPPING.contains(method))
                        && call.getArguments().stream().anyMatch(each -> isTold(each, at, depth));
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
        String local = at.locals().typeOf(name);
        if (local != null) {
            return Stream.of(local);
        }
        return Stream.concat(
                Stream.of(name),
                at.types().stream()
                        .flatMap(this::around)
                        .flatMap(type -> Stream.ofNullable(type.members().typeOf(name))));
    }

    /** A type with those above and around it. */
    private Stream<Type> around(String name) {
        Type type = types.get(name);
        return type == null
                ? Stream.of()
                : type.around().stream().flatMap(each -> Stream.ofNullable(types.get(each)));
    }

    /** The last part of a type's name, without what it is made of. */
    static String simple(Tree type) {
        String name = type.toString().replaceAll("<.*", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
