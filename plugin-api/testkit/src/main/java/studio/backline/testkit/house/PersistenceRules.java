package studio.backline.testkit.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;

/** How beans are wired and entities are written. */
final class PersistenceRules {

    private static final Set<String> INJECTIONS =
            Set.of(
                    "org.springframework.beans.factory.annotation.Autowired",
                    "org.springframework.beans.factory.annotation.Value",
                    "jakarta.inject.Inject",
                    "jakarta.annotation.Resource",
                    "jakarta.persistence.PersistenceContext");

    private static final List<String> ASSOCIATIONS =
            List.of("jakarta.persistence.ManyToOne", "jakarta.persistence.ManyToMany");

    static final Rule NO_FIELD_INJECTION =
            new Rule(
                    "Nothing is injected into a field",
                    "what a class needs stands in its constructor, final",
                    module ->
                            module.types()
                                    .flatMap(type -> type.getFields().stream())
                                    .filter(PersistenceRules::isInjected)
                                    .map(field -> breach(field, "is injected"))
                                    .toList());

    static final Rule IDS_NOT_ENTITIES =
            new Rule(
                    "An entity holds ids of other aggregates, not the aggregates",
                    "Hibernate refuses associations that share workspace_id, and loads what nobody"
                            + " asked for; hold the id and let SQL keep the foreign key",
                    module ->
                            module.types()
                                    .flatMap(type -> type.getFields().stream())
                                    .filter(
                                            field ->
                                                    ASSOCIATIONS.stream()
                                                            .anyMatch(field::isAnnotatedWith))
                                    .map(field -> breach(field, "is an association"))
                                    .toList());

    static final Rule HIDDEN_ENTITIES =
            new Rule(
                    "Entities are package-private",
                    "an entity never leaves its service; hand out a record",
                    module ->
                            module.types()
                                    .filter(PersistenceRules::isEntity)
                                    .filter(
                                            type ->
                                                    type.getModifiers()
                                                            .contains(JavaModifier.PUBLIC))
                                    .map(type -> NameRules.breach(type, "is a public entity"))
                                    .toList());

    static final Rule FINAL_WORKSPACE =
            new Rule(
                    "No entity writes its workspace",
                    "workspace_id is a column default taken from the authenticated context; leave"
                            + " the field out",
                    module ->
                            module.types()
                                    .filter(PersistenceRules::isEntity)
                                    .flatMap(type -> type.getFields().stream())
                                    .filter(field -> field.getName().equals("workspaceId"))
                                    .map(field -> breach(field, "is the workspace"))
                                    .toList());

    private PersistenceRules() {}

    private static boolean isInjected(JavaField field) {
        return INJECTIONS.stream().anyMatch(field::isAnnotatedWith);
    }

    private static boolean isEntity(JavaClass type) {
        return type.isAnnotatedWith("jakarta.persistence.Entity");
    }

    private static Violation breach(JavaField field, String what) {
        return new Violation(field.getOwner().getName(), "%s %s".formatted(field.getName(), what));
    }
}
