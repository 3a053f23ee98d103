package studio.backline.platform.database.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rights on a schema itself, its functions, views and sequences. */
record Publication(SchemaTarget target) {

    /** The statements, for the owner. */
    List<String> statements(Catalogue catalogue) {
        Stream<String> rights =
                rights(catalogue).stream()
                        .map(
                                right ->
                                        "grant %s on %s to %s"
                                                .formatted(
                                                        right.grant().right(),
                                                        right.on(),
                                                        right.grant().role()));
        Stream<String> functions =
                catalogue.routines().stream()
                        .filter(r -> r.owner().equals(target.owner()))
                        .flatMap(r -> function(r).stream());
        return Stream.concat(rights, functions).toList();
    }

    /** All that others than the owner may do with the schema, its views, sequences and types. */
    Set<Catalogue.Right> rights(Catalogue catalogue) {
        Set<Catalogue.Right> rights = new HashSet<>();
        give(rights, "USAGE", "schema " + Names.quoted(target.schema()), target.users());
        give(
                rights,
                "USAGE",
                "schema " + Names.quoted(target.schema()),
                List.of(Names.BACKUP, Names.SEARCH));
        if (target.isCore()) {
            give(rights, "USAGE", "schema " + Names.quoted(Names.API), users(Names.API));
        }
        catalogue
                .views()
                .forEach(v -> give(rights, "SELECT", "table " + named(v), users(v.schema())));
        catalogue.relations().stream()
                .filter(r -> r.kind() == 'S')
                .forEach(s -> give(rights, "USAGE", "sequence " + named(s), target.users()));
        return rights;
    }

    /** Who else than its owner may call it. */
    Set<String> executors(Routine routine) {
        return Set.copyOf(users(routine.schema()));
    }

    private static void give(
            Set<Catalogue.Right> rights, String right, String on, List<String> roles) {
        roles.forEach(role -> rights.add(new Catalogue.Right(on, new Relation.Grant(role, right))));
    }

    private static String named(Relation relation) {
        return Names.quoted(relation.schema()) + "." + Names.quoted(relation.name());
    }

    private List<String> function(Routine routine) {
        String signature = routine.signature();
        return List.of(
                "revoke all on routine %s from public".formatted(signature),
                "grant execute on routine %s to %s"
                        .formatted(signature, String.join(", ", users(routine.schema()))));
    }

    /** Who may use what lies in the schema: the published one is for every plugin, too. */
    private List<String> users(String schema) {
        return schema.equals(Names.API)
                ? List.of(Names.PLATFORM, Names.PLUGIN, Names.SEARCH)
                : target.users();
    }
}
