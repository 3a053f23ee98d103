package studio.backline.platform.database.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SearchDeclaration;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;

/** Rules over what migrations make: tables, columns and keys. */
final class ShapeRules {

    static final String WORKSPACE = "workspace_id";
    private static final String FROM_CONTEXT = "backline_api.current_workspace()";
    private static final Set<String> PLAIN = Set.of("id", WORKSPACE, "version");
    private static final Set<String> PLAIN_TYPES = Set.of("uuid", "bigint", "integer", "smallint");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    private static final Map<Character, String> REFUSED_KINDS =
            Map.of(
                    'm', "view.materialised",
                    'f', "table.foreign");

    private ShapeRules() {}

    static Stream<SchemaFinding> names(Catalogue catalogue, SchemaTarget target) {
        Stream<String> relations = catalogue.relations().stream().map(Relation::name);
        Stream<String> columns =
                catalogue.tables().flatMap(t -> t.columns().stream().map(Relation.Column::name));
        return Stream.concat(relations, columns)
                .distinct()
                .filter(n -> !NAME.matcher(n).matches())
                .map(n -> SchemaFinding.of("name", n));
    }

    static Stream<SchemaFinding> kinds(Catalogue catalogue, SchemaTarget target) {
        Stream<SchemaFinding> unlogged =
                catalogue.relations().stream()
                        // The core's tickets are for once, and none outlives a crash.
                        .filter(r -> r.unlogged() && !target.isCore())
                        .map(r -> SchemaFinding.of("table.unlogged", r.name()));
        Stream<SchemaFinding> kinds =
                catalogue.relations().stream()
                        .flatMap(
                                r ->
                                        Stream.ofNullable(REFUSED_KINDS.get(r.kind()))
                                                .map(key -> SchemaFinding.of(key, r.name())));
        return Stream.concat(unlogged, kinds);
    }

    static Stream<SchemaFinding> unknownTables(Catalogue catalogue, SchemaTarget target) {
        return catalogue
                .tables()
                .filter(t -> !t.partition() && target.table(t.name()).isEmpty())
                .map(t -> SchemaFinding.of("table.undeclared", t.name()));
    }

    static Stream<SchemaFinding> missingTables(Catalogue catalogue, SchemaTarget target) {
        return target.tables().stream()
                .filter(d -> catalogue.table(d.table()).isEmpty())
                .map(d -> SchemaFinding.of("table.missing", d.table()));
    }

    static Stream<SchemaFinding> workspaceColumn(Catalogue catalogue, SchemaTarget target) {
        return tenant(catalogue, target)
                .flatMap(
                        t -> {
                            Optional<Relation.Column> column = t.column(WORKSPACE);
                            if (column.isEmpty()) {
                                return Stream.of(SchemaFinding.of("workspace.missing", t.name()));
                            }
                            return workspaceColumn(t.name(), column.get());
                        });
    }

    private static Stream<SchemaFinding> workspaceColumn(String table, Relation.Column column) {
        Stream.Builder<SchemaFinding> findings = Stream.builder();
        if (!column.type().equals("uuid")) {
            findings.add(SchemaFinding.of("workspace.type", table));
        }
        if (!column.notNull()) {
            findings.add(SchemaFinding.of("workspace.null", table));
        }
        if (!column.initial().equals(FROM_CONTEXT)) {
            findings.add(SchemaFinding.of("workspace.default", table, FROM_CONTEXT));
        }
        return findings.build();
    }

    static Stream<SchemaFinding> keys(Catalogue catalogue, SchemaTarget target) {
        return tenant(catalogue, target)
                .flatMap(
                        t -> {
                            Stream<SchemaFinding> wrong =
                                    t.keys().stream()
                                            .filter(k -> k.kind() != 'f')
                                            // The core's workers look through all workspaces.
                                            .filter(k -> k.kind() != 'i' || !target.isCore())
                                            .filter(k -> !k.columns().getFirst().equals(WORKSPACE))
                                            .map(
                                                    k ->
                                                            SchemaFinding.of(
                                                                    k.kind() == 'i'
                                                                            ? "index.workspace"
                                                                            : "key.workspace",
                                                                    k.name(),
                                                                    t.name()));
                            boolean primary = t.keys().stream().anyMatch(k -> k.kind() == 'p');
                            return primary
                                    ? wrong
                                    : Stream.concat(
                                            wrong,
                                            Stream.of(SchemaFinding.of("key.missing", t.name())));
                        });
    }

    static Stream<SchemaFinding> foreignKeys(Catalogue catalogue, SchemaTarget target) {
        Stream<SchemaFinding> narrow =
                tenant(catalogue, target)
                        .flatMap(
                                t ->
                                        foreign(t)
                                                .filter(k -> !k.keeps(WORKSPACE))
                                                .map(
                                                        k ->
                                                                SchemaFinding.of(
                                                                        "key.narrow",
                                                                        k.name(),
                                                                        t.name())));
        Stream<SchemaFinding> leaving =
                catalogue
                        .tables()
                        .flatMap(
                                t ->
                                        foreign(t)
                                                .filter(k -> !k.target().equals(t.schema()))
                                                .map(
                                                        k ->
                                                                SchemaFinding.of(
                                                                        "key.leaving",
                                                                        k.name(),
                                                                        t.name())));
        return Stream.concat(narrow, leaving);
    }

    static Stream<SchemaFinding> unclassifiedColumns(Catalogue catalogue, SchemaTarget target) {
        return declared(catalogue, target)
                .flatMap(
                        t -> {
                            Set<String> known = classified(target.table(t.name()).orElseThrow());
                            return t.columns().stream()
                                    .filter(c -> !isPlain(c))
                                    .map(Relation.Column::name)
                                    .filter(c -> !known.contains(c))
                                    .map(c -> SchemaFinding.of("column.unclassified", c, t.name()));
                        });
    }

    /** By its type, too: what people type in fits into no number. */
    private static boolean isPlain(Relation.Column column) {
        return PLAIN.contains(column.name()) && PLAIN_TYPES.contains(column.type());
    }

    /** A table of the whole instance is seen from every workspace. */
    static Stream<SchemaFinding> personalColumnsForAll(Catalogue catalogue, SchemaTarget target) {
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
                                                        SchemaFinding.of(
                                                                "column.for-all",
                                                                c.column(),
                                                                t.table())));
    }

    static Stream<SchemaFinding> missingColumns(Catalogue catalogue, SchemaTarget target) {
        return declared(catalogue, target)
                .flatMap(
                        t ->
                                classified(target.table(t.name()).orElseThrow()).stream()
                                        .filter(c -> t.column(c).isEmpty())
                                        .map(c -> SchemaFinding.of("column.missing", c, t.name())));
    }

    static Stream<SchemaFinding> searches(Catalogue catalogue, SchemaTarget target) {
        return target.searches().stream().flatMap(s -> search(s, catalogue, target));
    }

    private static Stream<SchemaFinding> search(
            SearchDeclaration search, Catalogue catalogue, SchemaTarget target) {
        Optional<Relation> table =
                tenant(catalogue, target).filter(t -> t.name().equals(search.table())).findFirst();
        if (table.isEmpty()) {
            return Stream.of(SchemaFinding.of("search.table", search.table()));
        }
        if (search.sort().isEmpty()) {
            return Stream.of(SchemaFinding.of("search.orderless", search.table()));
        }
        Relation searched = table.get();
        Stream<SchemaFinding> text =
                searched.column(search.column()).filter(c -> c.type().equals("text")).isPresent()
                        ? Stream.empty()
                        : Stream.of(
                                SchemaFinding.of(
                                        "search.column", search.column(), searched.name()));
        Stream<SchemaFinding> orders =
                search.sort().stream()
                        .filter(c -> searched.column(c).filter(Relation.Column::notNull).isEmpty())
                        .map(c -> SchemaFinding.of("search.order", searched.name(), c));
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
