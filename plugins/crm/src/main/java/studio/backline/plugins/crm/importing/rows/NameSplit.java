package studio.backline.plugins.crm.importing.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import studio.backline.plugins.crm.person.PersonName;

/** Splits a name in one cell into title, given and family. */
final class NameSplit {

    private static final Set<String> TITLES =
            Set.of(
                    "dr", "prof", "mag", "ing", "dipl", "mr", "mrs", "ms", "miss", "sir", "dame",
                    "herr", "frau", "pan", "pani", "maestro", "rev", "mgr", "inz", "inż");
    private static final Set<String> SUFFIXES =
            Set.of("jr", "sr", "ii", "iii", "iv", "mba", "phd", "msc", "bsc", "llm");
    private static final Set<String> PARTICLES =
            Set.of(
                    "von", "van", "de", "da", "del", "della", "di", "du", "la", "le", "der", "den",
                    "ten", "ter", "bin", "ibn", "al", "af", "av", "zu", "zur", "zum", "dos", "das",
                    "el", "st", "o");

    private NameSplit() {}

    static PersonName split(String cell) {
        String text = cell.strip();
        int comma = text.indexOf(',');
        if (comma > 0 && SUFFIXES.contains(bare(text.substring(comma + 1).strip()))) {
            return withSuffix(split(text.substring(0, comma)), text.substring(comma));
        }
        if (comma > 0 && comma < text.length() - 1) {
            return PersonName.of(
                    text.substring(comma + 1).strip(), text.substring(0, comma).strip());
        }
        List<String> words = new ArrayList<>(Arrays.asList(text.split("\\s+")));
        int titles = 0;
        while (titles < words.size() - 1 && TITLES.contains(bare(words.get(titles)))) {
            titles++;
        }
        String title = String.join(" ", words.subList(0, titles));
        List<String> rest = words.subList(titles, words.size());
        if (rest.size() == 1) {
            return new PersonName(title, rest.getFirst(), "", "", "", "");
        }
        int family = rest.size() - 1;
        while (family > 1 && PARTICLES.contains(bare(rest.get(family - 1)))) {
            family--;
        }
        return new PersonName(
                title,
                String.join(" ", rest.subList(0, family)),
                String.join(" ", rest.subList(family, rest.size())),
                "",
                "",
                "");
    }

    private static PersonName withSuffix(PersonName name, String suffix) {
        boolean one = name.family().isEmpty();
        return new PersonName(
                name.title(),
                one ? name.given() + suffix : name.given(),
                one ? "" : name.family() + suffix,
                "",
                "",
                "");
    }

    /** Whether a folded word of a name stands between others and tells nobody apart. */
    static boolean isParticle(String word) {
        return PARTICLES.contains(word);
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replace(".", "");
    }
}
