package studio.backline.plugins.crm.importing.rows;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Kind;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;

/**
 * Counts what is not understood, over the chunks of a run, in the columns that are left out too.
 */
public final class StrangeTally {

    private static final int LISTED = 50;

    private final List<LeftOutColumn> leftOut;
    private final Map<Integer, ContactKind> contacts = new LinkedHashMap<>();
    private final Set<Place> listed = new HashSet<>();
    private final Map<Kind, Integer> listedOf = new EnumMap<>(Kind.class);

    /** Has counted nothing yet. */
    public StrangeTally(ImportPlan plan) {
        this.leftOut =
                IntStream.range(0, plan.columns().size())
                        .mapToObj(i -> LeftOutColumn.of(i, plan.columns().get(i)))
                        .filter(Objects::nonNull)
                        .toList();
        for (int i = 0; i < plan.columns().size(); i++) {
            int index = i;
            plan.columns().get(i).field().contact().ifPresent(kind -> contacts.put(index, kind));
        }
    }

    /** The words of a chunk and how many rows hold them; all but the first fifty under no word. */
    public Map<Kind, Map<Place, Long>> of(Chunk chunk) {
        Map<Kind, Map<Place, Long>> words = new EnumMap<>(Kind.class);
        Stream.concat(chunk.taken().stream(), chunk.left().stream().map(Chunk.Left::row))
                .map(ParsedRow::news)
                .flatMap(news -> news.doubts().stream())
                .forEach(doubt -> count(words, doubt));
        for (ParsedRow row : chunk.taken()) {
            for (LeftOutColumn column : leftOut) {
                String cell = CsvCells.value(row.cells().get(column.index()));
                if (column.tells(cell)) {
                    count(words, new MailNews.Doubt(Kind.LEFT_OUT, Place.of(column.index(), cell)));
                }
            }
        }
        // Of a row that is left out all comes back; one that names nobody may be taken after all.
        Stream.concat(chunk.taken().stream(), chunk.alone().stream())
                .forEach(row -> countNothing(words, row));
        return words;
    }

    private void countNothing(Map<Kind, Map<Place, Long>> words, ParsedRow row) {
        contacts.forEach(
                (index, kind) ->
                        ContactCells.nothing(kind, CsvCells.value(row.cells().get(index))).stream()
                                .map(
                                        word ->
                                                new MailNews.Doubt(
                                                        Kind.NOTHING, Place.of(index, word)))
                                .forEach(told -> count(words, told)));
    }

    /**
     * After the last chunk: columns that are left out and look like standings, each as one word.
     */
    public Map<Place, Long> standings() {
        Map<Place, Long> standings = new HashMap<>();
        for (LeftOutColumn column : leftOut) {
            column.standing().ifPresent(place -> standings.put(place, column.rows()));
        }
        return standings;
    }

    private void count(Map<Kind, Map<Place, Long>> words, MailNews.Doubt doubt) {
        words.computeIfAbsent(doubt.kind(), any -> new HashMap<>())
                .merge(shown(doubt), 1L, Long::sum);
    }

    private Place shown(MailNews.Doubt doubt) {
        if (listed.contains(doubt.place())) {
            return doubt.place();
        }
        int before = listedOf.getOrDefault(doubt.kind(), 0);
        if (before == LISTED) {
            return doubt.place().others();
        }
        listedOf.put(doubt.kind(), before + 1);
        listed.add(doubt.place());
        return doubt.place();
    }
}
