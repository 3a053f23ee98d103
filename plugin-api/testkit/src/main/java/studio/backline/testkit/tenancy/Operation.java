package studio.backline.testkit.tenancy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import studio.backline.testkit.tenancy.Outcome.Wanted;

/**
 * Something that is tried on a table, and what has to come of it. The victim's row is aimed at from
 * its own workspace, from another, and from none.
 */
record Operation(String name, Function<Aim, String> sql, Wanted own, Wanted other, Wanted nobody) {

    /** Row security says that the new row is not the caller's, or a right is missing. */
    private static final String NO_RIGHT = "42501";

    /** COPY FROM is not offered where row security is on. */
    private static final String NO_COPY = "0A000";

    private static final String NO_SUCH_KEY = "23503";
    private static final String KEY_TAKEN = "23505";

    /** The victim's row leads nowhere there. */
    static final String NOT_TRIED = "";

    private static final Wanted NOTHING = Wanted.rows(0);
    private static final Wanted ONE = Wanted.rows(1);
    private static final Wanted REFUSED = Wanted.refusal(NO_RIGHT);

    Wanted wanted(Standing standing) {
        return standing == Standing.OWN ? own : standing == Standing.OTHER ? other : nobody;
    }

    /** All that are tried on this table. */
    static List<Operation> on(TenantTable table) {
        List<Operation> all = new ArrayList<>(reading());
        all.addAll(writing());
        all.addAll(conflicting());
        all.addAll(inBulk());
        table.references().stream()
                .filter(to -> to.columns().contains(TenantTable.WORKSPACE))
                .filter(to -> to.columns().size() > 1)
                .forEach(to -> all.add(pointing(to)));
        return all;
    }

    private static List<Operation> reading() {
        return List.of(
                of("select all", a -> "select r::text from %s r".formatted(a.name()))
                        .gives(ONE, ONE, NOTHING),
                of("select by id", a -> found(a, "")).gives(ONE, NOTHING, NOTHING),
                of("select for update", a -> found(a, "for update")).gives(ONE, NOTHING, NOTHING),
                of("select for share", a -> found(a, "for share")).gives(ONE, NOTHING, NOTHING),
                of("count", a -> "select from %s r".formatted(a.name())).gives(ONE, ONE, NOTHING));
    }

    private static String found(Aim a, String lock) {
        return "select r::text from %s r where %s %s".formatted(a.name(), a.id(a.victim()), lock);
    }

    private static List<Operation> writing() {
        return List.of(
                of("insert with foreign workspace", a -> a.insert(a.anotherOfTheVictim()))
                        .gives(Wanted.ANYTHING, REFUSED, REFUSED),
                of("insert returning", a -> a.insert(a.anotherOfTheVictim()) + " returning r::text")
                        .gives(Wanted.ANYTHING, REFUSED, REFUSED),
                of("move to another workspace", a -> moved(a, a.key(a.victim()), false))
                        .gives(REFUSED, NOTHING, NOTHING),
                of("move own to the victim", a -> moved(a, a.key(a.other()), true))
                        .gives(NOTHING, REFUSED, NOTHING),
                of("update by id", a -> updated(a) + " where " + a.id(a.victim()))
                        .gives(ONE, NOTHING, NOTHING),
                of("update all returning", a -> updated(a) + " returning r::text")
                        .gives(ONE, ONE, NOTHING),
                of("delete by id returning", a -> deleted(a) + " returning r::text")
                        .gives(Wanted.ANYTHING, NOTHING, NOTHING),
                of("delete all", a -> "delete from %s r".formatted(a.name()))
                        .gives(Wanted.ANYTHING, Wanted.ANYTHING, NOTHING));
    }

    private static String moved(Aim a, String where, boolean toVictim) {
        return "update %s r set workspace_id = %s where %s"
                .formatted(
                        a.name(),
                        a.cell(TenantTable.WORKSPACE, toVictim ? a.victim() : a.other()),
                        where);
    }

    private static String updated(Aim a) {
        return "update %s r set %s".formatted(a.name(), a.plain());
    }

    private static String deleted(Aim a) {
        return "delete from %s r where %s".formatted(a.name(), a.id(a.victim()));
    }

    /** The same answer whether the row is there or not: else it would say which ids there are. */
    private static List<Operation> conflicting() {
        return List.of(
                of("upsert", a -> a.insert(a.victim()) + upsert(a))
                        .gives(Wanted.ANYTHING, REFUSED, REFUSED),
                of("insert or nothing", a -> a.insert(a.victim()) + " on conflict do nothing")
                        .gives(Wanted.ANYTHING, REFUSED, REFUSED),
                of(
                                "insert of what is not there or nothing",
                                a -> a.insert(a.anotherOfTheVictim()) + " on conflict do nothing")
                        .gives(Wanted.ANYTHING, REFUSED, REFUSED),
                of("merge", a -> merged(a, "update set " + a.plain())).gives(ONE, REFUSED, REFUSED),
                of("merge deleting", a -> mergedAway(a)).gives(Wanted.ANYTHING, NOTHING, NOTHING),
                of("take the victim's key", Operation::taken)
                        .gives(Wanted.ANYTHING, Wanted.allBut(KEY_TAKEN), NOTHING));
    }

    private static String upsert(Aim a) {
        return " on conflict (%s) do update set %s"
                .formatted(TenantTable.quoted(a.table().key()), a.plain());
    }

    private static String merged(Aim a, String change) {
        return "merge into %s r using (select 1) one (n) on %s when matched then %s when not matched then %s"
                .formatted(
                        a.name(),
                        a.key(a.victim()),
                        change,
                        "insert " + CanaryRows.values(a.table(), a.victim(), a.table().given()));
    }

    private static String mergedAway(Aim a) {
        return "merge into %s r using (select 1) one (n) on %s when matched then delete"
                .formatted(a.name(), a.id(a.victim()));
    }

    /** Keys of one workspace mean nothing in another, so nothing tells that one is taken. */
    private static String taken(Aim a) {
        StringBuilder sets = new StringBuilder();
        for (String column : a.table().key()) {
            String from = column.equals(TenantTable.WORKSPACE) ? a.cell(column, a.other()) : null;
            sets.append(sets.isEmpty() ? "" : ", ")
                    .append(TenantTable.quoted(column))
                    .append(" = ")
                    .append(from == null ? a.cell(column, a.victim()) : from);
        }
        return "update %s r set %s where %s".formatted(a.name(), sets, a.key(a.other()));
    }

    private static List<Operation> inBulk() {
        return List.of(
                of("lock", a -> "lock table %s in row exclusive mode".formatted(a.name()))
                        .gives(NOTHING, NOTHING, NOTHING),
                of("copy out", a -> "copy %s to stdout".formatted(a.name()))
                        .gives(ONE, ONE, NOTHING),
                of("copy in", a -> "copy %s from stdin".formatted(a.name()))
                        .gives(
                                Wanted.refusal(NO_COPY),
                                Wanted.refusal(NO_COPY),
                                Wanted.refusal(NO_COPY)),
                of("truncate", a -> "truncate %s cascade".formatted(a.name()))
                        .gives(REFUSED, REFUSED, REFUSED));
    }

    /** From a row of one's own to what stands in the victim's workspace. */
    private static Operation pointing(TenantTable.Reference to) {
        return of("point with " + to.columns(), a -> pointed(a, to))
                .gives(Wanted.ANYTHING, Wanted.refusal(NO_SUCH_KEY), NOTHING);
    }

    private static String pointed(Aim a, TenantTable.Reference to) {
        StringBuilder sets = new StringBuilder();
        for (String column : to.columns()) {
            if (a.victim().get(column) == null) {
                return NOT_TRIED;
            }
            if (!column.equals(TenantTable.WORKSPACE)) {
                sets.append(sets.isEmpty() ? "" : ", ")
                        .append(TenantTable.quoted(column))
                        .append(" = ")
                        .append(a.cell(column, a.victim()));
            }
        }
        return "update %s r set %s where %s".formatted(a.name(), sets, a.key(a.other()));
    }

    private static Named of(String name, Function<Aim, String> sql) {
        return new Named(name, sql);
    }

    private record Named(String name, Function<Aim, String> sql) {

        Operation gives(Wanted own, Wanted other, Wanted nobody) {
            return new Operation(name, sql, own, other, nobody);
        }
    }
}
