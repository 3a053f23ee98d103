package studio.backline.platform.database.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rights on a schema itself, its functions, views and sequences. */
record Publication(SchemaTarget target) {

    /** The statements, for the owner. */
    List<String> statements(Catalogue catalogue) {
        List<String> sql = new ArrayList<>();
        String readers = String.join(", ", readers());
        sql.add("grant usage on schema %s to %s".formatted(Names.quoted(target.schema()), readers));
        if (target.isCore()) {
            sql.add(
                    "grant usage on schema %s to %s, %s, %s"
                            .formatted(Names.API, Names.PLATFORM, Names.PLUGIN, Names.SEARCH));
        }
        catalogue.routines().stream()
                .filter(r -> r.owner().equals(target.owner()))
                .forEach(r -> sql.addAll(function(r)));
        catalogue
                .views()
                .forEach(
                        v ->
                                sql.add(
                                        "grant select on %s.%s to %s"
                                                .formatted(
                                                        Names.quoted(v.schema()),
                                                        Names.quoted(v.name()),
                                                        users(v.schema()))));
        catalogue.relations().stream()
                .filter(r -> r.kind() == 'S')
                .forEach(
                        r ->
                                sql.add(
                                        "grant usage on sequence %s to %s"
                                                .formatted(
                                                        target.qualified(r.name()),
                                                        users(target.schema()))));
        return sql;
    }

    private List<String> function(Routine routine) {
        String signature = routine.signature();
        return List.of(
                "revoke all on routine %s from public".formatted(signature),
                "grant execute on routine %s to %s".formatted(signature, users(routine.schema())));
    }

    /** Who may use what lies in the schema: the published one is for every plugin, too. */
    private String users(String schema) {
        return schema.equals(Names.API)
                ? "%s, %s, %s".formatted(Names.PLATFORM, Names.PLUGIN, Names.SEARCH)
                : String.join(", ", target.users());
    }

    private List<String> readers() {
        return Stream.concat(target.users().stream(), Stream.of(Names.BACKUP, Names.SEARCH))
                .toList();
    }
}
