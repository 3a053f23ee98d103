package studio.backline.testkit.house;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Vaadin's components say by themselves. */
final class WordRules {

    private static final String COMPONENTS = "com.vaadin.flow.component.";
    private static final String HOUSE_WORDS = "studio.backline.screens.HouseWords";
    private static final String OWN_WORDS = "setI18n";

    /** They say nothing unless they are given the words of an error. */
    private static final Set<String> SILENT =
            Set.of(
                    "BigDecimalField",
                    "Checkbox",
                    "CheckboxGroup",
                    "ComboBox",
                    "EmailField",
                    "IntegerField",
                    "NumberField",
                    "RadioButtonGroup",
                    "TextArea",
                    "TextField",
                    "TimePicker");

    /** They speak, and have no way of their own to be given other words at once. */
    private static final Set<String> STUBBORN = Set.of("ConfirmDialog", "DrawerToggle", "Grid");

    static final Rule OF_THE_HOUSE =
            new Rule(
                    "A component that speaks by itself is given words of the house",
                    "Vaadin's own are English, and not in our voice; make it within HouseWords.in,"
                            + " call that in the constructor of what extends it, or give it words"
                            + " of your bundle by setI18n where HouseWords has none",
                    module ->
                            module.room().hasScreens()
                                    ? module.classes().stream()
                                            .flatMap(WordRules::wordless)
                                            .toList()
                                    : List.of());

    private WordRules() {}

    private static Stream<Violation> wordless(JavaClass type) {
        return made(type)
                .filter(WordRules::speaks)
                .collect(Collectors.groupingBy(made -> made, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(made -> made.getValue() > given(type, made.getKey().getName()))
                .map(made -> made.getKey().getSimpleName() + " speaks for itself")
                .map(what -> NameRules.breach(type, what));
    }

    /** The components whose constructors it calls, its parent's included, once for each call. */
    private static Stream<JavaClass> made(JavaClass type) {
        List<JavaCodeUnitAccess<? extends AccessTarget.CodeUnitAccessTarget>> all =
                new ArrayList<>(type.getConstructorCallsFromSelf());
        all.addAll(type.getConstructorReferencesFromSelf());
        return all.stream().map(JavaCodeUnitAccess::getTargetOwner);
    }

    private static boolean speaks(JavaClass made) {
        return made.getName().startsWith(COMPONENTS)
                && !SILENT.contains(made.getSimpleName())
                && (STUBBORN.contains(made.getSimpleName())
                        || made.getAllMethods().stream()
                                .anyMatch(method -> method.getName().equals(OWN_WORDS)));
    }

    /** How often it gives words to one. */
    private static long given(JavaClass type, String made) {
        return type.getMethodCallsFromSelf().stream().filter(call -> gives(call, made)).count();
    }

    private static boolean gives(JavaMethodCall call, String made) {
        AccessTarget.MethodCallTarget target = call.getTarget();
        if (target.getName().equals(OWN_WORDS)) {
            return target.getOwner().isAssignableTo(made);
        }
        return target.getOwner().getName().equals(HOUSE_WORDS)
                && target.getRawParameterTypes().getFirst().getName().equals(made);
    }
}
