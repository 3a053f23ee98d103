package studio.backline.screens.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the browser is told when it asks; what it does with it is seen in the journey. */
class KeysetListTest {

    private static final int ROWS = 1_000;

    private final Alphabet source = new Alphabet();
    private final KeysetList<String> list =
            new KeysetList<>(
                    "Words",
                    List.of(ListColumn.sorting("Word", ListColumn.Place.NAME, "word", Cell::text)),
                    List.of(
                            new ListSort("word", "Word", false, true),
                            new ListSort("newest", "Newest", true, false)),
                    source,
                    new RowKeys<>(word -> word, word -> word, word -> "words/" + word));

    @Test
    void pagesDownFromTheTopMeetEveryRowOnce() {
        List<String> met = new ArrayList<>();
        ObjectNode page = list.answers().fetch(null, Direction.AFTER);
        met.addAll(ids(page));
        while (page.get("more").asBoolean()) {
            page = list.answers().fetch(met.getLast(), Direction.AFTER);
            met.addAll(ids(page));
        }
        assertThat(met).isEqualTo(source.words);
    }

    @Test
    void pagesUpFromTheEndMeetEveryRowOnce() {
        List<String> met = new ArrayList<>();
        ObjectNode page = list.answers().fetch(null, Direction.BEFORE);
        met.addAll(0, ids(page));
        while (page.get("more").asBoolean()) {
            page = list.answers().fetch(met.getFirst(), Direction.BEFORE);
            met.addAll(0, ids(page));
        }
        assertThat(met).isEqualTo(source.words);
    }

    @Test
    void aLetterLeadsToItsFirstRow() {
        ObjectNode page = list.answers().jump("M");
        assertThat(ids(page)).first().asString().startsWith("m");
        assertThat(page.get("before").asBoolean()).isTrue();
        assertThat(page.get("rows").get(0).get("letter").asString()).isEqualTo("M");
    }

    @Test
    void aLetterBehindTheLastRowLeadsToTheEnd() {
        source.words.removeIf(word -> word.compareTo("x") > 0);
        ObjectNode page = list.answers().jump("Z");
        assertThat(page.get("end").asBoolean()).isTrue();
        assertThat(ids(page)).last().isEqualTo(source.words.getLast());
    }

    @Test
    void textsOfPeopleGoOverAsTheyAre() {
        source.words.clear();
        source.words.add("<img src=x onerror=alert(1)> \u202e & 'Ω'");
        JsonNode row = list.answers().fetch(null, Direction.AFTER).get("rows").get(0);
        assertThat(row.get("cells").get(0).get("text").asString())
                .isEqualTo(source.words.getFirst());
    }

    @Test
    void whoIsChosenStaysChosenUntilLetGo() {
        List<Set<String>> told = new ArrayList<>();
        list.addChoiceListener(told::add);
        list.answers().choose(Set.of("a", "b"), true);
        list.answers().choose(Set.of("a"), false);
        assertThat(list.chosen()).containsExactly("b");
        list.chooseNone();
        assertThat(told).last().isEqualTo(Set.of());
    }

    @Test
    void allRowsAreChosenShownOrNotUpToABound() {
        list.answers().choose(Set.of(source.words.getLast()), true);
        list.chooseAll(ROWS / 2);
        assertThat(list.chosen())
                .hasSize(ROWS / 2)
                .contains(source.words.getFirst(), source.words.getLast());
        list.chooseAll(2 * ROWS);
        assertThat(list.chosen()).containsExactlyInAnyOrderElementsOf(source.words);
    }

    @Test
    void anotherOrderLetsGoOfWhatWasChosen() {
        list.answers().choose(Set.of("a"), true);
        list.answers().sort("newest");
        assertThat(list.sort().id()).isEqualTo("newest");
        assertThat(list.chosen()).isEmpty();
    }

    @Test
    void anOrderThatIsNotOfferedChangesNothing() {
        list.answers().sort("; drop table person");
        assertThat(list.sort().id()).isEqualTo("word");
    }

    @Test
    void oneRowIsNotSpokenOfAsRows() {
        ListJson<String> json =
                new ListJson<>(
                        List.of(), source, new RowKeys<>(word -> word, word -> word, word -> word));
        JsonNode counted = json.list("Words", List.of(), list.sort(), true).get("counted");
        for (String key : List.of("shown", "shown-more")) {
            JsonNode forms = counted.get(key);
            assertThat(forms.get(0).get("text").asString()).startsWith("1 row shown");
            assertThat(forms.get(0).get("from").asDouble()).isEqualTo(1);
            assertThat(forms.get(1).get("text").asString()).startsWith("{0} rows shown");
            assertThat(forms.get(1).get("from").asDouble()).isGreaterThan(1).isLessThan(2);
        }
    }

    @Test
    void anEmptyListSaysSo() {
        Span nobody = new Span("Nobody here yet.");
        list.setEmpty(nobody);
        source.words.clear();
        list.answers().fetch(null, Direction.AFTER);
        assertThat(nobody.getParent().orElseThrow().isVisible()).isTrue();
    }

    private static List<String> ids(ObjectNode page) {
        List<String> ids = new ArrayList<>();
        page.get("rows").forEach(row -> ids.add(row.get("id").asString()));
        return ids;
    }

    private static final class Alphabet implements KeysetSource<String> {

        private final List<String> words = new ArrayList<>();

        Alphabet() {
            for (int i = 0; i < ROWS; i++) {
                char letter = (char) ('a' + i * 26 / ROWS);
                words.add("%c%04d".formatted(letter, i));
            }
        }

        @Override
        public KeysetPage<String> fetch(
                Optional<Anchor> anchor, Direction direction, int limit, String sort) {
            String place = anchor.map(Anchor::value).orElse("");
            if (direction == Direction.AFTER) {
                List<String> rows =
                        words.stream().filter(word -> word.compareTo(place) > 0).toList();
                return new KeysetPage<>(
                        rows.subList(0, Math.min(limit, rows.size())), rows.size() > limit);
            }
            List<String> rows =
                    words.stream()
                            .filter(word -> anchor.isEmpty() || word.compareTo(place) < 0)
                            .toList();
            int from = Math.max(0, rows.size() - limit);
            return new KeysetPage<>(rows.subList(from, rows.size()), from > 0);
        }

        @Override
        public Anchor anchor(String row) {
            return new Anchor(row);
        }

        @Override
        public Optional<Anchor> jump(String letter) {
            return Optional.of(new Anchor(letter.toLowerCase(Locale.ROOT)));
        }

        @Override
        public Optional<String> letter(String row) {
            return Optional.of(row.substring(0, 1).toUpperCase(Locale.ROOT));
        }
    }
}
