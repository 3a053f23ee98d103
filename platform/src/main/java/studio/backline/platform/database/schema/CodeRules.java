package studio.backline.platform.database.schema;

import java.util.stream.Stream;
import studio.backline.platform.database.SchemaFinding;

/**
 * No code of a plugin lies in the database. A rule runs with the rights of the table's owner, past
 * the policy of whoever writes; a trigger, or a function in a constraint, a default or an index,
 * runs as whoever touches the table, the core included.
 */
final class CodeRules {

    private CodeRules() {}

    static Stream<SchemaFinding> attachments(Catalogue catalogue, SchemaTarget target) {
        return catalogue.attachments().stream()
                .map(a -> SchemaFinding.of("code.attached", a.relation(), a.kind(), a.name()));
    }

    static Stream<SchemaFinding> functions(Catalogue catalogue, SchemaTarget target) {
        if (target.isCore()) {
            return Stream.empty();
        }
        return catalogue.routines().stream()
                .filter(r -> !r.definer() && !CatalogLint.isSearch(r, target))
                .map(r -> SchemaFinding.of("code.function", r.name()));
    }
}
