package studio.backline.platform.database.schema;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SearchDeclaration;

/**
 * Compares the catalogue with what was declared and generated. What it does not know is a finding.
 */
final class CatalogLint {

    /** One rule: what it has to say. */
    private interface Rule extends BiFunction<Catalogue, SchemaTarget, Stream<SchemaFinding>> {}

    private static final List<Rule> SHAPE =
            List.of(
                    ShapeRules::names,
                    ShapeRules::kinds,
                    ShapeRules::unknownTables,
                    ShapeRules::missingTables,
                    ShapeRules::workspaceColumn,
                    ShapeRules::keys,
                    ShapeRules::foreignKeys,
                    ShapeRules::missingColumns,
                    ShapeRules::personalColumnsForAll,
                    SubjectRules::missingPaths,
                    SubjectRules::doublePaths,
                    SubjectRules::brokenPaths,
                    CatalogLint::attachments,
                    CatalogLint::functions,
                    ShapeRules::searches);

    /** They need each column declared. */
    private static final List<Rule> COLUMNS = List.of(ShapeRules::unclassifiedColumns);

    private static final List<Rule> GUARD =
            List.of(
                    CatalogLint::rowSecurity,
                    CatalogLint::partitions,
                    CatalogLint::views,
                    CatalogLint::publicFunctions);

    /** They compare with what is generated, which a later version may do otherwise. */
    private static final List<Rule> GENERATED =
            List.of(
                    CatalogLint::owners,
                    CatalogLint::policies,
                    CatalogLint::grants,
                    CatalogLint::otherRights,
                    CatalogLint::executors,
                    CatalogLint::definers,
                    CatalogLint::missingSearches);

    private CatalogLint() {}

    /** What migrations made, before anything is generated for it. */
    static List<SchemaFinding> shape(Catalogue catalogue, SchemaTarget target) {
        return findings(List.of(SHAPE, COLUMNS), catalogue, target);
    }

    /** All of it. */
    static List<SchemaFinding> all(Catalogue catalogue, SchemaTarget target) {
        return findings(List.of(SHAPE, COLUMNS, GUARD, GENERATED), catalogue, target);
    }

    /**
     * All that can be said of a schema whose columns nobody declares.
     *
     * @param generated whether it was generated as it would be now
     */
    static List<SchemaFinding> atRest(Catalogue catalogue, SchemaTarget target, boolean generated) {
        return findings(
                generated ? List.of(SHAPE, GUARD, GENERATED) : List.of(SHAPE, GUARD),
                catalogue,
                target);
    }

    private static List<SchemaFinding> findings(
            List<List<Rule>> rules, Catalogue catalogue, SchemaTarget target) {
        return rules.stream()
                .flatMap(List::stream)
                .flatMap(r -> r.apply(catalogue, target))
                .sorted(Comparator.comparing(SchemaFinding::toString))
                .toList();
    }

    /**
     * No code of a plugin lies in the database. A rule runs with the rights of the table's owner,
     * past the policy of whoever writes; a trigger, or a function in a constraint, a default or an
     * index, runs as whoever touches the table, the core included. So does a function of the
     * system's there. Whoever reads a table reads what inherits from it, under the first one's
     * policies alone.
     */
    private static Stream<SchemaFinding> attachments(Catalogue catalogue, SchemaTarget target) {
        return catalogue.attachments().stream().map(CatalogLint::attachment);
    }

    private static SchemaFinding attachment(Catalogue.Attachment found) {
        if (!found.called().isEmpty()) {
            return SchemaFinding.of(
                    "code.called", found.kind(), found.name(), found.relation(), found.called());
        }
        return found.kind().equals("inheritance")
                ? SchemaFinding.of("table.inherits", found.relation(), found.name())
                : SchemaFinding.of("code.attached", found.relation(), found.kind(), found.name());
    }

    private static Stream<SchemaFinding> functions(Catalogue catalogue, SchemaTarget target) {
        if (target.isCore()) {
            return Stream.empty();
        }
        return catalogue.routines().stream()
                .filter(r -> !r.definer() && !isSearch(r, target))
                .map(r -> SchemaFinding.of("code.function", r.name()));
    }

    private static Stream<SchemaFinding> owners(Catalogue catalogue, SchemaTarget target) {
        Stream<SchemaFinding> schema =
                catalogue.owner().equals(target.owner())
                        ? Stream.empty()
                        : Stream.of(SchemaFinding.of("owner.schema", catalogue.owner()));
        Stream<SchemaFinding> relations =
                catalogue.relations().stream()
                        .filter(r -> !r.owner().equals(target.owner()))
                        .map(r -> SchemaFinding.of("owner.relation", r.name(), r.owner()));
        Set<String> admitted = admittedSearches(catalogue, target);
        Stream<SchemaFinding> routines =
                catalogue.routines().stream()
                        .filter(r -> !r.owner().equals(target.owner()))
                        .filter(r -> !admitted.contains(r.name()))
                        .map(r -> SchemaFinding.of("owner.function", r.name(), r.owner()));
        return Stream.of(schema, relations, routines).flatMap(s -> s);
    }

    private static Stream<SchemaFinding> rowSecurity(Catalogue catalogue, SchemaTarget target) {
        Guards guards = new Guards(target);
        return catalogue
                .tables()
                .filter(t -> target.table(t.name()).filter(guards::needsRowSecurity).isPresent())
                .flatMap(
                        t ->
                                !t.security()
                                        ? Stream.of(SchemaFinding.of("security.off", t.name()))
                                        : t.forced()
                                                ? Stream.empty()
                                                : Stream.of(
                                                        SchemaFinding.of(
                                                                "security.unforced", t.name())));
    }

    private static Stream<SchemaFinding> policies(Catalogue catalogue, SchemaTarget target) {
        Guards guards = new Guards(target);
        return catalogue
                .tables()
                .flatMap(
                        t ->
                                target.table(t.name()).stream()
                                        .filter(d -> !guards.policies(d).equals(t.policies()))
                                        .map(_ -> SchemaFinding.of("policies", t.name())));
    }

    /** On the history nobody but its owner has any: who changes it decides what runs again. */
    private static Stream<SchemaFinding> grants(Catalogue catalogue, SchemaTarget target) {
        Guards guards = new Guards(target);
        Stream<Relation> tables =
                catalogue
                        .tables()
                        .filter(
                                t ->
                                        target.table(t.name())
                                                .filter(d -> !guards.grants(d).equals(t.grants()))
                                                .isPresent());
        Stream<Relation> history =
                catalogue.relations().stream()
                        .filter(r -> r.name().equals(Names.HISTORY) && !r.grants().isEmpty());
        return Stream.concat(tables, history).map(t -> SchemaFinding.of("rights", t.name()));
    }

    /** A role that may create in a schema keeps there what row security would not show it again. */
    private static Stream<SchemaFinding> otherRights(Catalogue catalogue, SchemaTarget target) {
        Set<Catalogue.Right> wanted = new Publication(target).rights(catalogue);
        Set<Catalogue.Right> common = new HashSet<>(wanted);
        common.retainAll(catalogue.rights());
        return Stream.concat(wanted.stream(), catalogue.rights().stream())
                .filter(right -> !common.contains(right))
                .map(right -> SchemaFinding.of("rights.other", right.on()))
                .distinct();
    }

    /** Those of plugins' functions are compared with the functions. */
    private static Stream<SchemaFinding> executors(Catalogue catalogue, SchemaTarget target) {
        Publication publication = new Publication(target);
        return catalogue.routines().stream()
                .filter(r -> target.isCore() && !publication.executors(r).equals(r.executors()))
                .map(r -> SchemaFinding.of("rights.other", "function " + r.signature()));
    }

    private static Stream<SchemaFinding> partitions(Catalogue catalogue, SchemaTarget target) {
        return catalogue
                .tables()
                .filter(Relation::partition)
                .filter(t -> !t.security() || !t.forced() || !t.grants().isEmpty())
                .map(t -> SchemaFinding.of("partition", t.name()));
    }

    private static Stream<SchemaFinding> views(Catalogue catalogue, SchemaTarget target) {
        String option = target.isCore() ? "security_barrier" : "security_invoker";
        return catalogue
                .views()
                .filter(v -> !v.has(option))
                .map(v -> SchemaFinding.of("view", v.name(), option));
    }

    private static Stream<SchemaFinding> definers(Catalogue catalogue, SchemaTarget target) {
        Set<String> admitted = admittedSearches(catalogue, target);
        return catalogue.routines().stream()
                .filter(Routine::definer)
                .filter(r -> !(target.isCore() && r.pinsSearchPath()))
                .filter(r -> !admitted.contains(r.name()))
                .map(
                        r ->
                                target.isCore()
                                        ? SchemaFinding.of("definer.path", r.name())
                                        : SchemaFinding.of("definer", r.name()));
    }

    private static Stream<SchemaFinding> publicFunctions(Catalogue catalogue, SchemaTarget target) {
        return catalogue.routines().stream()
                .filter(r -> r.executors().contains("PUBLIC"))
                .map(r -> SchemaFinding.of("function.open", r.name()));
    }

    private static Stream<SchemaFinding> missingSearches(Catalogue catalogue, SchemaTarget target) {
        Set<String> missing = new HashSet<>();
        target.searches().forEach(s -> missing.add("search_" + s.table()));
        missing.removeAll(admittedSearches(catalogue, target));
        return missing.stream().map(name -> SchemaFinding.of("search.function", name));
    }

    /** Names of the functions that are, to the letter, the generated ones. */
    private static Set<String> admittedSearches(Catalogue catalogue, SchemaTarget target) {
        Set<String> admitted = new HashSet<>();
        for (SearchDeclaration search : target.searches()) {
            Optional<Relation> table = catalogue.table(search.table());
            if (table.isEmpty()) {
                continue;
            }
            SearchFunction wanted = new SearchFunction(target, search, table.get());
            List<Routine> named =
                    catalogue.routines().stream()
                            .filter(r -> r.name().equals(wanted.name()))
                            .toList();
            if (named.size() == 1 && isGenerated(named.getFirst(), wanted, target)) {
                admitted.add(wanted.name());
            }
        }
        return admitted;
    }

    /** Whether a function has the name of one that the host generates. */
    private static boolean isSearch(Routine routine, SchemaTarget target) {
        return target.searches().stream()
                .anyMatch(s -> routine.name().equals("search_" + s.table()));
    }

    private static boolean isGenerated(
            Routine routine, SearchFunction wanted, SchemaTarget target) {
        return routine.owner().equals(Names.SEARCH)
                && routine.definer()
                && routine.pinsSearchPath()
                && routine.arguments().equals(SearchFunction.ARGUMENTS)
                && routine.source().equals(wanted.body())
                && routine.executors().equals(Set.copyOf(target.users()));
    }
}
