package studio.backline.testkit.tenancy;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What came of a statement.
 *
 * @param state the database's code, empty where it ran
 * @param rows read or changed
 * @param text all that it gave back, words of an error included
 */
record Outcome(String state, long rows, String text) {

    @Override
    public String toString() {
        return state.isEmpty() ? rows + " rows" : state + " " + text.lines().findFirst().orElse("");
    }

    /** What has to come of it. */
    record Wanted(String words, Predicate<Outcome> holds) {

        static final Wanted ANYTHING = new Wanted("anything", _ -> true);

        static Wanted rows(long count) {
            return new Wanted(
                    String.format(Locale.ROOT, "%d rows", count),
                    outcome -> outcome.state().isEmpty() && outcome.rows() == count);
        }

        static Wanted refusal(String... states) {
            Set<String> wanted = Set.of(states);
            return new Wanted("a refusal " + wanted, outcome -> wanted.contains(outcome.state()));
        }

        static Wanted allBut(String state) {
            return new Wanted("no " + state, outcome -> !outcome.state().equals(state));
        }
    }
}
