package studio.backline.platform.database.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;

/** Rules over the ways that lead from rows to the people they are about. */
final class SubjectRules {

    private static final Pattern PATH =
            Pattern.compile("[a-z][a-z0-9_]*( -> [a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*)*");

    /** An account is found by the core, in whichever workspace its holder works. */
    private static final Set<SubjectKind> FOUND_OTHERWISE = Set.of(SubjectKind.ACCOUNT_HOLDER);

    private SubjectRules() {}

    static Stream<SchemaFinding> missingPaths(Catalogue catalogue, SchemaTarget target) {
        return target.tables().stream()
                .filter(t -> t.scope() == TableScope.TENANT)
                .filter(t -> t.subjectPath().isEmpty())
                .filter(t -> t.noSubject().filter(why -> !why.isBlank()).isEmpty())
                .flatMap(
                        t ->
                                t.columns().stream()
                                        .filter(SubjectRules::isOfSubjects)
                                        .limit(1)
                                        .map(
                                                c ->
                                                        SchemaFinding.of(
                                                                "subject.missing",
                                                                t.table(),
                                                                c.column())));
    }

    private static boolean isOfSubjects(ColumnDeclaration column) {
        return column.category().isPresent() && !column.of().equals(FOUND_OTHERWISE);
    }

    static Stream<SchemaFinding> doublePaths(Catalogue catalogue, SchemaTarget target) {
        return target.tables().stream()
                .filter(t -> t.noSubject().isPresent())
                .flatMap(
                        t ->
                                t.subjectPath().stream()
                                        .map(
                                                path ->
                                                        SchemaFinding.of(
                                                                "subject.both", t.table(), path)));
    }

    /** Of a table that is missing altogether, another rule tells. */
    static Stream<SchemaFinding> brokenPaths(Catalogue catalogue, SchemaTarget target) {
        return target.tables().stream()
                .filter(t -> t.subjectPath().isPresent())
                .flatMap(
                        t ->
                                catalogue
                                        .table(t.table())
                                        .flatMap(at -> broken(t, at, catalogue))
                                        .stream());
    }

    private static Optional<SchemaFinding> broken(
            TableDeclaration table, Relation from, Catalogue catalogue) {
        String path = table.subjectPath().orElseThrow();
        if (!PATH.matcher(path).matches()) {
            return Optional.of(SchemaFinding.of("subject.path", table.table(), path));
        }
        String[] steps = path.split(" -> ", -1);
        Relation at = from;
        String column = steps[0];
        for (int i = 1; i < steps.length; i++) {
            String[] next = steps[i].split("\\.", -1);
            Optional<Relation> to = catalogue.table(next[0]);
            if (at.column(column).isEmpty()) {
                return found("subject.column", table, column, at.name());
            }
            if (to.isEmpty()) {
                return found("subject.table", table, next[0]);
            }
            if (!leads(at, column, to.get())) {
                return found("subject.key", table, column, at.name(), next[0]);
            }
            at = to.get();
            column = next[1];
        }
        Optional<Relation.Column> end = at.column(column);
        if (end.isEmpty()) {
            return found("subject.column", table, column, at.name());
        }
        return end.get().type().equals("uuid")
                ? Optional.empty()
                : found("subject.type", table, column, at.name());
    }

    /** By a foreign key of that column, beside the workspace, and of no other. */
    private static boolean leads(Relation from, String column, Relation to) {
        return from.keys().stream()
                .filter(k -> k.kind() == 'f')
                .filter(k -> k.target().equals(to.schema()) && k.table().equals(to.name()))
                .anyMatch(
                        k ->
                                k.columns().stream()
                                        .filter(c -> !c.equals(ShapeRules.WORKSPACE))
                                        .toList()
                                        .equals(List.of(column)));
    }

    private static Optional<SchemaFinding> found(
            String key, TableDeclaration table, String... rest) {
        Object[] arguments = new Object[rest.length + 2];
        arguments[0] = table.table();
        arguments[1] = table.subjectPath().orElseThrow();
        System.arraycopy(rest, 0, arguments, 2, rest.length);
        return Optional.of(SchemaFinding.of(key, arguments));
    }
}
