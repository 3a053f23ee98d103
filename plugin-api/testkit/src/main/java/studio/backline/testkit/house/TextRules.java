package studio.backline.testkit.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every text that a person sees comes from a message bundle. */
final class TextRules {

    /** Methods whose string arguments a person reads or hears. */
    private static final Set<String> SPEAKING =
            Set.of(
                    "setText",
                    "setLabel",
                    "setTitle",
                    "setPlaceholder",
                    "setHelperText",
                    "setErrorMessage",
                    "setAriaLabel",
                    "setAriaDescription",
                    "setTooltipText",
                    "setFooter",
                    "setHeaderTitle",
                    "setSummaryText",
                    "setConfirmText",
                    "setCancelText",
                    "setRejectText",
                    "setPageTitle",
                    "setAlt",
                    "setPrefix",
                    "setSuffix",
                    "setCaption",
                    "setSubtitle",
                    "setDescription",
                    "showNotification",
                    "setRequiredMessage",
                    "asRequired",
                    "withValidator",
                    "setEmptyStateText",
                    "setEmptySelectionCaption",
                    "setItemLabel",
                    "addItem",
                    "createText");

    /** Attributes and properties whose values a person reads or hears. */
    private static final Set<String> HEARD =
            Set.of(
                    "alt",
                    "aria-description",
                    "aria-label",
                    "aria-placeholder",
                    "aria-roledescription",
                    "aria-valuetext",
                    "errorMessage",
                    "helperText",
                    "innerHTML",
                    "innerText",
                    "label",
                    "placeholder",
                    "textContent",
                    "title");

    /** What is offered as it is; by a name of its own it is a value that is told in other words. */
    private static final String OFFERING = "setItems";

    private static final Set<String> SETTING = Set.of("setAttribute", "setProperty");

    /** Vaadin's components, and those of the house. */
    private static final Pattern SCREEN_TYPE =
            Pattern.compile(
                    "com\\.vaadin\\.flow\\.component\\..+|studio\\.backline\\.screens\\.\\w+");

    /** Components whose strings are places, names or mark-up of the program, not texts. */
    private static final Set<String> SILENT =
            Set.of(
                    "Icon",
                    "SvgIcon",
                    "FontIcon",
                    "Element",
                    "IFrame",
                    "Key",
                    "Screen",
                    "MenuEntry");

    /** Components whose first string is a place; what follows is read. */
    private static final Set<String> PLACED = Set.of("Anchor", "Image");

    /** Parts of a component that it is asked for, and that texts are added to. */
    private static final Pattern PART =
            Pattern.compile("(?s).+\\.get(Header|Footer|Content)\\(\\)");

    /** What is said in passing, or stands as it is in a component that adds it to itself. */
    private static final Pattern SAID =
            Pattern.compile("(Notification|Toasts)\\.\\w+|ValidationResult\\.error|add");

    /** What asks a function for what a person reads. */
    private static final Pattern ASKING =
            Pattern.compile(
                    "set\\w*(Label|Helper|Text|Title|Tooltip|Caption)(Generator|Provider|Renderer)"
                            + "|add(Hierarchy)?Column|new TextRenderer");

    /** What a screen is asked for its title with. */
    private static final String TITLE = "getPageTitle";

    /** How a text begins that is put together on the way to a screen: "Column " and a number. */
    private static final Pattern BEGUN = Pattern.compile("\\p{Lu}\\p{Ll}+( \\p{Ll}+)* ");

    /** Where sums of words are for whoever runs the house or reads the program. */
    private static final Pattern NO_SCREEN =
            Pattern.compile("new \\w+(Exception|Error)|LOG\\.\\w+|(Objects\\.)?requireNonNull");

    static final Rule FROM_BUNDLES =
            new Rule(
                    "No text on a screen is a literal",
                    "people read Backline in their own language; put the text into the module's"
                            + " i18n/messages.properties and ask for its key",
                    module -> module.room().hasScreens() ? literals(module) : List.of());

    /** What is refused there is shown on a screen as it is. */
    static final Rule REFUSED_BY_KEY =
            new Rule(
                    "What the core refuses is told by a key",
                    "the plugins screen shows it to whoever runs the house; put the sentence into"
                            + " the bundle of the refusals, and hand over its key and what it names",
                    module ->
                            module.room() == Room.PLATFORM
                                    ? SourceScan.over(module, RefusalScan::new)
                                    : List.of());

    static final Rule PAGES_FROM_BUNDLES =
            new Rule(
                    "No text on a page is written into its template",
                    "people read Backline in their own language; put the text into the module's"
                            + " i18n/messages.properties and let th:text or th:attr ask for its key",
                    PageTexts::written);

    private TextRules() {}

    private static List<Violation> literals(InspectedModule module) {
        Sayings sayings = Sayings.in(module.sources());
        return SourceScan.over(module, () -> new LiteralScan(sayings));
    }

    private static final class LiteralScan extends SourceScan {

        private final Set<String> components = new HashSet<>();
        private final Named known = new Named();
        private final Sayings sayings;

        LiteralScan(Sayings sayings) {
            this.sayings = sayings;
        }

        @Override
        public @Nullable Void visitImport(ImportTree tree, @Nullable Void nothing) {
            String name = tree.getQualifiedIdentifier().toString();
            String simple = name.substring(name.lastIndexOf('.') + 1);
            if (SCREEN_TYPE.matcher(name).matches() && !SILENT.contains(simple)) {
                components.add(simple);
            }
            return super.visitImport(tree, nothing);
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
            known.learn(tree);
            return super.scan(tree, nothing);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            if (method.getName().contentEquals(TITLE) && sayings.isWord(method, here())) {
                report(method, "%s gives back a literal".formatted(TITLE));
            }
            return super.visitMethod(method, nothing);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
            String made = tree.getIdentifier().toString().replaceAll("<.*", "");
            if (components.contains(made)) {
                check(
                        tree.getArguments().stream().skip(PLACED.contains(made) ? 1 : 0).toList(),
                        "new " + tree.getIdentifier());
            }
            checkFunctions(tree.getArguments(), "new " + made);
            return super.visitNewClass(tree, nothing);
        }

        @Override
        public @Nullable Void visitMemberReference(
                MemberReferenceTree method, @Nullable Void nothing) {
            Tree around = getCurrentPath().getParentPath().getLeaf();
            if (around instanceof MethodInvocationTree call
                    && call.getMethodSelect() instanceof MemberSelectTree dealing
                    && Named.DEALING.contains(dealing.getIdentifier().toString())
                    && isTaking(method)) {
                check(List.of(dealing.getExpression()), method.toString());
            }
            return super.visitMemberReference(method, nothing);
        }

        private boolean isTaking(MemberReferenceTree method) {
            String owner = method.getQualifierExpression().toString().replaceAll("<.*", "");
            String name = method.getName().toString();
            if (method.getMode() == MemberReferenceTree.ReferenceMode.NEW) {
                return components.contains(owner) && !PLACED.contains(owner);
            }
            return SPEAKING.contains(name)
                    || SAID.matcher(owner + "." + name).matches()
                    || name.equals("add")
                            && sayings.isOf(method.getQualifierExpression(), here(), components);
        }

        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree call, @Nullable Void nothing) {
            String method = call.getMethodSelect().toString();
            String name = method.substring(method.lastIndexOf('.') + 1);
            checkFunctions(call.getArguments(), name);
            // A header of two arguments belongs to HTTP, of one to a column.
            boolean column = name.equals("setHeader") && call.getArguments().size() == 1;
            if (SPEAKING.contains(name)
                    || column
                    || SAID.matcher(method).matches()
                    || isAdded(call.getMethodSelect())) {
                check(call.getArguments(), name);
            }
            if (name.equals(OFFERING)) {
                check(
                        call.getArguments().stream().filter(LiteralTree.class::isInstance).toList(),
                        name);
            }
            if (SETTING.contains(name)
                    && call.getArguments().size() == 2
                    && call.getArguments().getFirst() instanceof LiteralTree heard
                    && HEARD.contains(String.valueOf(heard.getValue()))) {
                check(List.of(call.getArguments().getLast()), String.valueOf(heard.getValue()));
            }
            return super.visitMethodInvocation(call, nothing);
        }

        /** Whether something is added to a component, not to a list of values. */
        private boolean isAdded(ExpressionTree method) {
            return method instanceof MemberSelectTree select
                    && select.getIdentifier().contentEquals("add")
                    && (PART.matcher(select.getExpression().toString()).matches()
                            || sayings.isOf(select.getExpression(), here(), components));
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void nothing) {
            if (sum.getKind() == Tree.Kind.PLUS
                    && sum.getLeftOperand() instanceof LiteralTree literal
                    && literal.getValue() instanceof String text
                    && BEGUN.matcher(text).matches()
                    && !isForNoScreen()) {
                report(sum, "a text is put together: %s".formatted(sum));
            }
            return super.visitBinary(sum, nothing);
        }

        private boolean isForNoScreen() {
            for (Tree around : getCurrentPath()) {
                String taker =
                        switch (around) {
                            case NewClassTree made -> "new " + made.getIdentifier();
                            case MethodInvocationTree call -> call.getMethodSelect().toString();
                            default -> "";
                        };
                if (NO_SCREEN.matcher(taker).matches()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
            if (annotation.getAnnotationType().toString().equals("PageTitle")) {
                for (ExpressionTree argument : annotation.getArguments()) {
                    ExpressionTree value =
                            argument instanceof AssignmentTree assignment
                                    ? assignment.getExpression()
                                    : argument;
                    check(List.of(value), "@PageTitle");
                }
            }
            return super.visitAnnotation(annotation, nothing);
        }

        private Sayings.Place here() {
            List<String> types = new ArrayList<>();
            for (Tree around : getCurrentPath()) {
                if (around instanceof ClassTree type) {
                    types.add(type.getSimpleName().toString());
                }
            }
            return new Sayings.Place(types, known);
        }

        private void check(List<? extends ExpressionTree> arguments, String taker) {
            for (ExpressionTree argument : arguments) {
                if (sayings.isWord(argument, here())) {
                    report(argument, "%s is given the literal %s".formatted(taker, argument));
                }
            }
        }

        private void checkFunctions(List<? extends ExpressionTree> functions, String taker) {
            if (ASKING.matcher(taker).matches()) {
                functions.stream()
                        .filter(function -> sayings.isTold(function, here()))
                        .forEach(
                                function ->
                                        report(
                                                function,
                                                "%s is given the literal %s"
                                                        .formatted(taker, function)));
            }
        }
    }

    private static final class RefusalScan extends SourceScan {

        private static final Pattern REFUSAL =
                Pattern.compile(
                        "(new )?(Refusals|SchemaFinding|PluginRefusedException"
                                + "|ClassOutsideException|IdentityException|TenancyException)"
                                + "(\\.\\w+)?");

        private static final Pattern SENTENCE = Pattern.compile("\\p{L} +%?\\p{L}");

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
            check("new " + made.getIdentifier(), made.getArguments());
            return super.visitNewClass(made, nothing);
        }

        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree call, @Nullable Void nothing) {
            check(call.getMethodSelect().toString(), call.getArguments());
            return super.visitMethodInvocation(call, nothing);
        }

        private void check(String taker, List<? extends ExpressionTree> arguments) {
            if (REFUSAL.matcher(taker).matches()) {
                arguments.stream()
                        .filter(argument -> SENTENCE.matcher(argument.toString()).find())
                        .filter(argument -> argument.toString().startsWith("\""))
                        .forEach(
                                argument ->
                                        report(
                                                argument,
                                                "%s is told %s".formatted(taker, argument)));
            }
        }
    }
}
