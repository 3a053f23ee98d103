package studio.backline.plugins.crm.importing.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import studio.backline.contract.text.Folding;

/** Words that mean one thing: whole ones, beginnings, several side by side, signs of a script. */
final class WordSet {

    private final Set<String> whole = new HashSet<>();
    private final List<String> beginnings = new ArrayList<>();
    private final List<List<String>> phrases = new ArrayList<>();
    private final List<String> signs = new ArrayList<>();

    void add(String entry) {
        String folded = Folding.fold(entry);
        boolean open = entry.strip().endsWith("*");
        if (Folding.runsOn(folded)) {
            whole.add(folded);
            signs.add(folded);
        } else if (folded.indexOf(' ') >= 0) {
            phrases.add(Arrays.asList((open ? folded + '*' : folded).split(" ")));
        } else if (open) {
            beginnings.add(folded);
        } else {
            whole.add(folded);
        }
    }

    /** Whether all of a folded text is one of them. */
    boolean is(String folded) {
        return whole.contains(folded) || phrases.contains(Arrays.asList(folded.split(" ")));
    }

    /** Whether some of the words are among them. */
    boolean in(List<String> words) {
        return !at(words).isEmpty();
    }

    /** Which of the words are among them. */
    BitSet at(List<String> words) {
        BitSet found = new BitSet();
        for (int i = 0; i < words.size(); i++) {
            if (has(words.get(i))) {
                found.set(i);
            }
            for (List<String> phrase : phrases) {
                if (stands(phrase, words, i)) {
                    found.set(i, i + phrase.size());
                }
            }
        }
        return found;
    }

    /** How much of a word's beginning is one of them; 0 where none is, or all of it. */
    int stem(String word, int shortest) {
        return Stream.concat(whole.stream(), beginnings.stream())
                .filter(each -> each.length() >= shortest && each.length() < word.length())
                .filter(word::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** Where in a word one of them stands, behind its beginning; 0 for nowhere. */
    int inside(String word, int shortest) {
        return Stream.concat(whole.stream(), beginnings.stream())
                .filter(each -> each.length() >= shortest)
                .mapToInt(word::indexOf)
                .filter(at -> at > 0)
                .min()
                .orElse(0);
    }

    /** Signs of a script that runs on; a word of it may hold several. */
    Stream<String> signs() {
        return signs.stream();
    }

    private boolean has(String word) {
        return whole.contains(word)
                || beginnings.stream().anyMatch(word::startsWith)
                || !signs.isEmpty()
                        && Folding.runsOn(word)
                        && signs.stream().anyMatch(word::contains);
    }

    private static boolean stands(List<String> phrase, List<String> words, int at) {
        if (at + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            String asked = phrase.get(i);
            String word = words.get(at + i);
            boolean same =
                    asked.endsWith("*")
                            ? word.startsWith(asked.substring(0, asked.length() - 1))
                            : word.equals(asked);
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
