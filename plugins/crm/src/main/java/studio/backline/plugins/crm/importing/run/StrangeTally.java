package studio.backline.plugins.crm.importing.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import studio.backline.plugins.crm.importing.rows.Chunk;
import studio.backline.plugins.crm.importing.rows.ParsedRow;

/** Counts words of a status that are not understood, over the chunks of a run. */
final class StrangeTally {

    private static final int LISTED = 50;
    private static final int SHOWN = 80;

    private final Set<String> listed = new HashSet<>();

    /** The words of a chunk and how many rows hold them; all but the first fifty under no word. */
    Map<String, Long> of(Chunk chunk) {
        Map<String, Long> words = new HashMap<>();
        Stream.concat(chunk.people().stream(), chunk.left().stream().map(left -> left.row()))
                .map(ParsedRow::news)
                .filter(news -> !news.strange().isEmpty())
                .forEach(news -> words.merge(word(news.strange()), 1L, Long::sum));
        return words;
    }

    private String word(String text) {
        String shown = text.strip().replace('\0', '\ufffd');
        if (shown.codePointCount(0, shown.length()) > SHOWN) {
            shown = shown.substring(0, shown.offsetByCodePoints(0, SHOWN)) + "…";
        }
        if (listed.contains(shown) || listed.size() < LISTED && listed.add(shown)) {
            return shown;
        }
        return "";
    }
}
