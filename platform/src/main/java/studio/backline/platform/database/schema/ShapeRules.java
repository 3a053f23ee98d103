package studio.backline.platform.database.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.SearchDeclaration;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;

/** Rules over what migrations make: tables, columns and keys. */
final class ShapeRules {

    private static final String WORKSPACE = "workspace_id";
    private static final String FROM_CONTEXT = "backline_api.current_workspace()";
    private static final Set<String> PLAIN = Set.of("id", WORKSPACE, "version");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    private static final Map<Character, String> REFUSED_KINDS =
            Map.of(
                    'm', "is a materialised view, which filters no rows",
                    'f', "is a foreign table, which filters no rows");

    private ShapeRules() {}

    static Stream<String> names(Catalogue catalogue, SchemaTarget target) {
        Stream<String> relations = catalogue.relations().stream().map(Relation::name);
        Stream<String> columns =
                catalogue.tables().flatMap(t -> t.columns().stream().map(Relation.Column::name));
        return Stream.concat(relations, columns)
                .distinct()
                .filter(n -> !NAME.matcher(n).matches())
                .map(
                        n ->
                                ("The name '%s' is not of lower-case letters, digits and _, or is"
                                                + " longer than 50.")
                                        .formatted(n));
    }

    static Stream<String> kinds(Catalogue catalogue, SchemaTarget target) {
        return catalogue.relations().stream()
                .filter(r -> REFUSED_KINDS.containsKey(r.kind()))
                .map(r -> "'%s' %s.".formatted(r.name(), REFUSED_KINDS.get(r.kind())));
    }

    static Stream<String> unknownTables(Catalogue catalogue, SchemaTarget target) {
        return catalogue
                .tables()
                .filter(t -> !t.partition() && target.table(t.name()).isEmpty())
                .map(t -> "The table '%s' is not declared.".formatted(t.name()));
    }

    static Stream<String> missingTables(Catalogue catalogue, SchemaTarget target) {
        return target.tables().stream()
                .filter(d -> catalogue.table(d.table()).isEmpty())
                .map(d -> "There is no table '%s', which is declared.".formatted(d.table()));
    }

    static Stream<String> workspaceColumn(Catalogue catalogue, SchemaTarget target) {
        return tenant(catalogue, target)
                .flatMap(
                        t -> {
                            Optional<Relation.Column> column = t.column(WORKSPACE);
                            if (column.isEmpty()) {
                                return Stream.of(
                                        "The table '%s' has no workspace_id.".formatted(t.name()));
                            }
                            return workspaceColumn(t.name(), column.get());
                        });
    }

    private static Stream<String> workspaceColumn(String table, Relation.Column column) {
        Stream.Builder<String> findings = Stream.builder();
        if (!column.type().equals("uuid")) {
            findings.add("workspace_id of '%s' is not of type uuid.".formatted(table));
        }
        if (!column.notNull()) {
            findings.add("workspace_id of '%s' may be null.".formatted(table));
        }
        if (!column.initial().equals(FROM_CONTEXT)) {
            findings.add("workspace_id of '%s' lacks 'default %s'.".formatted(table, FROM_CONTEXT));
        }
        return findings.build();
    }

    static Stream<String> keys(Catalogue catalogue, SchemaTarget target) {
        return tenant(catalogue, target)
                .flatMap(
                        t -> {
                            Stream<String> wrong =
                                    t.keys().stream()
                                            .filter(k -> k.kind() != 'f')
                                            // The core's workers look through all workspaces.
                                            .filter(k -> k.kind() != 'i' || !target.isCore())
                                            .filter(k -> !k.columns().getFirst().equals(WORKSPACE))
                                            .map(
                                                    k ->
                                                            ("The %s '%s' of '%s' does not begin"
                                                                            + " with workspace_id.")
                                                                    .formatted(
                                                                            k.kind() == 'i'
                                                                                    ? "index"
                                                                                    : "key",
                                                                            k.name(),
                                                                            t.name()));
                            boolean primary = t.keys().stream().anyMatch(k -> k.kind() == 'p');
                            return primary
                                    ? wrong
                                    : Stream.concat(
                                            wrong,
                                            Stream.of(
                                                    "The table '%s' has no primary key."
                                                            .formatted(t.name())));
                        });
    }

    static Stream<String> foreignKeys(Catalogue catalogue, SchemaTarget target) {
        Stream<String> narrow =
                tenant(catalogue, target)
                        .flatMap(
                                t ->
                                        foreign(t)
                                                .filter(k -> !k.columns().contains(WORKSPACE))
                                                .map(
                                                        k ->
                                                                ("The foreign key '%s' of '%s'"
                                                                                + " leaves out"
                                                                                + " workspace_id.")
                                                                        .formatted(
                                                                                k.name(),
                                                                                t.name())));
        Stream<String> leaving =
                catalogue
                        .tables()
                        .flatMap(
                                t ->
                                        foreign(t)
                                                .filter(k -> !k.target().equals(t.schema()))
                                                .map(
                                                        k ->
                                                                ("The foreign key '%s' of '%s'"
                                                                                + " leads out of the"
                                                                                + " schema.")
                                                                        .formatted(
                                                                                k.name(),
                                                                                t.name())));
        return Stream.concat(narrow, leaving);
    }

    static Stream<String> unclassifiedColumns(Catalogue catalogue, SchemaTarget target) {
        return declared(catalogue, target)
                .flatMap(
                        t -> {
                            Set<String> known = classified(target.table(t.name()).orElseThrow());
                            return t.columns().stream()
                                    .map(Relation.Column::name)
                                    .filter(c -> !PLAIN.contains(c) && !known.contains(c))
                                    .map(
                                            c ->
                                                    "The column '%s' of '%s' is not classified."
                                                            .formatted(c, t.name()));
                        });
    }

    /** A table of the whole instance is seen from every workspace. */
    static Stream<String> personalColumnsForAll(Catalogue catalogue, SchemaTarget target) {
        if (target.isCore()) {
            return Stream.empty();
        }
        return target.tables().stream()
                .filter(t -> t.scope() == TableScope.GLOBAL)
                .flatMap(
                        t ->
                                t.columns().stream()
                                        .filter(c -> c.category().isPresent())
                                        .map(
                                                c ->
                                                        ("The column '%s' of '%s' is about people;"
                                                                        + " its table has to belong"
                                                                        + " to a workspace.")
                                                                .formatted(c.column(), t.table())));
    }

    static Stream<String> missingColumns(Catalogue catalogue, SchemaTarget target) {
        return declared(catalogue, target)
                .flatMap(
                        t ->
                                classified(target.table(t.name()).orElseThrow()).stream()
                                        .filter(c -> t.column(c).isEmpty())
                                        .map(
                                                c ->
                                                        ("There is no column '%s' in '%s', which"
                                                                        + " is declared.")
                                                                .formatted(c, t.name())));
    }

    static Stream<String> searches(Catalogue catalogue, SchemaTarget target) {
        return target.searches().stream().flatMap(s -> search(s, catalogue, target));
    }

    private static Stream<String> search(
            SearchDeclaration search, Catalogue catalogue, SchemaTarget target) {
        Optional<Relation> table =
                tenant(catalogue, target).filter(t -> t.name().equals(search.table())).findFirst();
        if (table.isEmpty()) {
            return Stream.of("There is no tenant table '%s' to search.".formatted(search.table()));
        }
        if (search.sort().isEmpty()) {
            return Stream.of("The search of '%s' names no order.".formatted(search.table()));
        }
        Relation searched = table.get();
        Stream<String> text =
                searched.column(search.column()).filter(c -> c.type().equals("text")).isPresent()
                        ? Stream.empty()
                        : Stream.of(
                                "There is no text column '%s' in '%s' to search."
                                        .formatted(search.column(), searched.name()));
        Stream<String> orders =
                search.sort().stream()
                        .filter(c -> searched.column(c).filter(Relation.Column::notNull).isEmpty())
                        .map(
                                c ->
                                        "'%s' cannot be sorted by '%s': no such column, or nullable."
                                                .formatted(searched.name(), c));
        return Stream.concat(text, orders);
    }

    private static Stream<Relation> declared(Catalogue catalogue, SchemaTarget target) {
        return catalogue.tables().filter(t -> target.table(t.name()).isPresent());
    }

    private static Stream<Relation> tenant(Catalogue catalogue, SchemaTarget target) {
        return catalogue
                .tables()
                .filter(
                        t ->
                                target.table(t.name())
                                        .filter(d -> d.scope() == TableScope.TENANT)
                                        .isPresent());
    }

    private static Stream<Relation.Key> foreign(Relation table) {
        List<Relation.Key> keys = table.keys();
        return keys.stream().filter(k -> k.kind() == 'f');
    }

    private static Set<String> classified(TableDeclaration table) {
        return table.columns().stream().map(ColumnDeclaration::column).collect(Collectors.toSet());
    }
}
