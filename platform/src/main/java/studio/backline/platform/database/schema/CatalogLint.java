package studio.backline.platform.database.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import studio.backline.platform.database.SearchDeclaration;

/**
 * Compares the catalogue with what was declared and generated. What it does not know is a finding.
 */
final class CatalogLint {

    /** One rule: the sentences that it has to say. */
    private interface Rule extends BiFunction<Catalogue, SchemaTarget, Stream<String>> {}

    private static final List<Rule> SHAPE =
            List.of(
                    ShapeRules::names,
                    ShapeRules::kinds,
                    ShapeRules::unknownTables,
                    ShapeRules::missingTables,
                    ShapeRules::workspaceColumn,
                    ShapeRules::keys,
                    ShapeRules::foreignKeys,
                    ShapeRules::unclassifiedColumns,
                    ShapeRules::missingColumns,
                    ShapeRules::personalColumnsForAll,
                    CodeRules::attachments,
                    CodeRules::functions,
                    ShapeRules::searches);

    private static final List<Rule> GUARD =
            List.of(
                    CatalogLint::owners,
                    CatalogLint::rowSecurity,
                    CatalogLint::policies,
                    CatalogLint::grants,
                    CatalogLint::partitions,
                    CatalogLint::views,
                    CatalogLint::definers,
                    CatalogLint::publicFunctions,
                    CatalogLint::missingSearches);

    private CatalogLint() {}

    /** What migrations made, before anything is generated for it. */
    static List<String> shape(Catalogue catalogue, SchemaTarget target) {
        return findings(SHAPE, catalogue, target);
    }

    /** All of it. */
    static List<String> all(Catalogue catalogue, SchemaTarget target) {
        List<String> findings = new ArrayList<>(shape(catalogue, target));
        findings.addAll(findings(GUARD, catalogue, target));
        return findings;
    }

    private static List<String> findings(
            List<Rule> rules, Catalogue catalogue, SchemaTarget target) {
        return rules.stream().flatMap(r -> r.apply(catalogue, target)).sorted().toList();
    }

    private static Stream<String> owners(Catalogue catalogue, SchemaTarget target) {
        Stream<String> schema =
                catalogue.owner().equals(target.owner())
                        ? Stream.empty()
                        : Stream.of("The schema belongs to '%s'.".formatted(catalogue.owner()));
        Stream<String> relations =
                catalogue.relations().stream()
                        .filter(r -> !r.owner().equals(target.owner()))
                        .map(r -> "'%s' belongs to '%s'.".formatted(r.name(), r.owner()));
        Set<String> admitted = admittedSearches(catalogue, target);
        Stream<String> routines =
                catalogue.routines().stream()
                        .filter(r -> !r.owner().equals(target.owner()))
                        .filter(r -> !admitted.contains(r.name()))
                        .map(
                                r ->
                                        "The function '%s' belongs to '%s'."
                                                .formatted(r.name(), r.owner()));
        return Stream.of(schema, relations, routines).flatMap(s -> s);
    }

    private static Stream<String> rowSecurity(Catalogue catalogue, SchemaTarget target) {
        Guards guards = new Guards(target);
        return catalogue
                .tables()
                .filter(t -> target.table(t.name()).filter(guards::needsRowSecurity).isPresent())
                .flatMap(
                        t ->
                                !t.security()
                                        ? Stream.of(
                                                "Row security of '%s' is off.".formatted(t.name()))
                                        : t.forced()
                                                ? Stream.empty()
                                                : Stream.of(
                                                        "Row security of '%s' is not forced."
                                                                .formatted(t.name())));
    }

    private static Stream<String> policies(Catalogue catalogue, SchemaTarget target) {
        Guards guards = new Guards(target);
        return catalogue
                .tables()
                .flatMap(
                        t ->
                                target.table(t.name()).stream()
                                        .filter(d -> !guards.policies(d).equals(t.policies()))
                                        .map(
                                                _ ->
                                                        ("The policies of '%s' are not the"
                                                                        + " generated ones.")
                                                                .formatted(t.name())));
    }

    private static Stream<String> grants(Catalogue catalogue, SchemaTarget target) {
        Guards guards = new Guards(target);
        return catalogue
                .tables()
                .flatMap(
                        t ->
                                target.table(t.name()).stream()
                                        .filter(d -> !guards.grants(d).equals(t.grants()))
                                        .map(
                                                _ ->
                                                        ("The rights on '%s' are not the"
                                                                        + " generated ones.")
                                                                .formatted(t.name())));
    }

    private static Stream<String> partitions(Catalogue catalogue, SchemaTarget target) {
        return catalogue
                .tables()
                .filter(Relation::partition)
                .filter(t -> !t.security() || !t.forced() || !t.grants().isEmpty())
                .map(
                        t ->
                                "The partition '%s' can be read past its table's policy."
                                        .formatted(t.name()));
    }

    private static Stream<String> views(Catalogue catalogue, SchemaTarget target) {
        String option = target.isCore() ? "security_barrier" : "security_invoker";
        return catalogue
                .views()
                .filter(v -> !v.has(option))
                .map(v -> "The view '%s' needs 'with (%s = true)'.".formatted(v.name(), option));
    }

    private static Stream<String> definers(Catalogue catalogue, SchemaTarget target) {
        Set<String> admitted = admittedSearches(catalogue, target);
        return catalogue.routines().stream()
                .filter(Routine::definer)
                .filter(r -> !(target.isCore() && r.pinsSearchPath()))
                .filter(r -> !admitted.contains(r.name()))
                .map(
                        r ->
                                target.isCore()
                                        ? ("The definer function '%s' does not pin its search path"
                                                        + " from pg_catalog to pg_temp.")
                                                .formatted(r.name())
                                        : ("The function '%s' is SECURITY DEFINER; only the"
                                                        + " host's search functions may be.")
                                                .formatted(r.name()));
    }

    private static Stream<String> publicFunctions(Catalogue catalogue, SchemaTarget target) {
        return catalogue.routines().stream()
                .filter(r -> r.executors().contains("PUBLIC"))
                .map(r -> "Everybody may call the function '%s'.".formatted(r.name()));
    }

    private static Stream<String> missingSearches(Catalogue catalogue, SchemaTarget target) {
        Set<String> missing = new HashSet<>();
        target.searches().forEach(s -> missing.add("search_" + s.table()));
        missing.removeAll(admittedSearches(catalogue, target));
        return missing.stream()
                .map(name -> "The search function '%s' is not the generated one.".formatted(name));
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
    static boolean isSearch(Routine routine, SchemaTarget target) {
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
