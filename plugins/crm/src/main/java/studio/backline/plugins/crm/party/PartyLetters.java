package studio.backline.plugins.crm.party;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.backline.plugins.crm.SqlValues;

/**
 * The letters that names begin with, from which one jumps. Read from the index of names, one look
 * for each letter, and never by looking at all names.
 */
final class PartyLetters {

    // As many as the syllables that Chinese names begin with, and more than all alphabets have.
    private static final int LOOKS = 500;

    /** Letters of Hangul by their category, which show nothing. */
    private static final String FILLERS = "\u115f\u1160\u3164\uffa0";

    private static final int FIRST_JAMO_THAT_HANGS = 0x1160;
    private static final int LAST_JAMO_THAT_HANGS = 0x11ff;

    // Letters are numbered, but for a gap that halves of characters have to themselves.
    static final String FIRSTS =
            """
            with recursive firsts (letter) as (
                (select left(p.name_key, 1) from {party} p order by p.name_key limit 1)
                union all
                select (
                    select left(p.name_key, 1) from {party} p
                    where p.name_key >= chr(case ascii(f.letter) when 55295 then 57344
                        else ascii(f.letter) + 1 end)
                    order by p.name_key limit 1)
                from firsts f where f.letter is not null and ascii(f.letter) < 1114111)
            select letter from firsts where letter is not null limit :looks
            """;

    private final PartySql sql;

    PartyLetters(PartySql sql) {
        this.sql = sql;
    }

    /** In upper case and in order, at most so many: if there are more, some of each script. */
    List<String> found(int most) {
        List<?> firsts = sql.query(FIRSTS).setParameter("looks", LOOKS).getResultList();
        return thinned(
                firsts.stream()
                        .map(SqlValues::text)
                        .filter(first -> !first.isEmpty())
                        .filter(first -> isSeen(first.codePointAt(0)))
                        .toList(),
                most);
    }

    /**
     * Whether it is a letter of a script that stands by itself: no sign that changes another or
     * hangs on one, nothing that fills a place and shows nothing.
     */
    static boolean isSeen(int letter) {
        boolean written =
                switch (Character.getType(letter)) {
                    case Character.UPPERCASE_LETTER,
                            Character.LOWERCASE_LETTER,
                            Character.TITLECASE_LETTER,
                            Character.OTHER_LETTER ->
                            true;
                    default -> false;
                };
        UnicodeScript script = UnicodeScript.of(letter);
        return written
                && script != UnicodeScript.COMMON
                && script != UnicodeScript.INHERITED
                && FILLERS.indexOf(letter) < 0
                && (letter < FIRST_JAMO_THAT_HANGS || letter > LAST_JAMO_THAT_HANGS);
    }

    static List<String> thinned(List<String> letters, int most) {
        int step = 1;
        List<String> some = each(letters, step);
        while (some.size() > most && step < letters.size()) {
            step++;
            some = each(letters, step);
        }
        return some.stream().limit(most).map(letter -> letter.toUpperCase(Locale.ROOT)).toList();
    }

    /** The first of each script, and of the others one in so many. */
    private static List<String> each(List<String> letters, int step) {
        Map<UnicodeScript, Integer> seen = new EnumMap<>(UnicodeScript.class);
        List<String> some = new ArrayList<>();
        for (String letter : letters) {
            int before = seen.merge(UnicodeScript.of(letter.codePointAt(0)), 1, Integer::sum) - 1;
            if (before % step == 0) {
                some.add(letter);
            }
        }
        return some;
    }
}
