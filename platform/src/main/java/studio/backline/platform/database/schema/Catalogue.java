package studio.backline.platform.database.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the database says is in a schema; the core's includes what it publishes.
 *
 * @param comment the schema's comment, empty where there is none
 */
record Catalogue(String owner, String comment, List<Relation> relations, List<Routine> routines) {

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
