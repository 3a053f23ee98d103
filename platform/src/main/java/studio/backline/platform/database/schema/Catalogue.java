package studio.backline.platform.database.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the database says is in a schema; the core's includes what it publishes.
 *
 * @param comment the schema's comment, empty where there is none
 * @param attachments rules and triggers of its relations, but for those that views and keys are
 * @param rights of others than the owners, but for those on tables and functions
 */
record Catalogue(
        String owner,
        String comment,
        List<Relation> relations,
        List<Routine> routines,
        List<Attachment> attachments,
        Set<Right> rights) {

    /**
     * What runs when a table is touched, and was not there when it was made.
     *
     * @param kind a rule, a trigger, a default privilege, an inheritance, a check or a default
     * @param called the function that a check or a default calls, else empty
     */
    record Attachment(String relation, String kind, String name, String called) {}

    /**
     * A right on a schema, type, view or sequence.
     *
     * @param on as a statement names it, such as {@code schema "p_crm"}
     */
    record Right(String on, Relation.Grant grant) {}

    Stream<Relation> tables() {
        return relations.stream()
                .filter(Relation::isTable)
                .filter(t -> !t.name().equals(Names.HISTORY));
    }

    Stream<Relation> views() {
        return relations.stream().filter(Relation::isView);
    }

    Optional<Relation> table(String name) {
        return tables().filter(t -> t.name().equals(name)).findFirst();
    }
}
