package studio.backline.screens;

import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The letters in a circle that tell rows apart. They mean nothing and have no name of their own.
 */
public final class Avatars {

    private static final List<Integer> HUES =
            List.of(20, 55, 80, 110, 145, 180, 200, 230, 260, 280, 320, 350);

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");
    private static final Pattern SIGN = Pattern.compile("(?=[\\p{P}\\p{S}])\\X");

    /** What is written before a name and is no part of it: with its dot, and with a word behind. */
    private static final Pattern TITLES =
            Pattern.compile(
                    "^\\s*(?:(?:dr|prof|mr|mrs|ms|mx|rev|hon|mag|dipl|ing|sr|sra|mme)\\.[\\s-]*)+"
                            + "(?=[\\p{L}\\p{Nd}])",
                    Pattern.CASE_INSENSITIVE);

    private Avatars() {}

    /** One of twelve hues, always the same for an id. */
    public static int hue(UUID id) {
        return HUES.get(Math.floorMod(id.hashCode(), HUES.size()));
    }

    /**
     * The first letters of the first and the last word, titles aside; of a text without letters its
     * first sign; empty where nothing is seen at all.
     */
    public static String initials(String name) {
        List<String> words =
                NO_WORD.splitAsStream(TITLES.matcher(name).replaceFirst(""))
                        .filter(word -> !word.isEmpty())
                        .filter(word -> Character.isLetterOrDigit(word.codePointAt(0)))
                        .toList();
        if (words.isEmpty()) {
            Matcher sign = SIGN.matcher(name);
            return sign.find() ? sign.group() : "";
        }
        String first = firstLetter(words.getFirst());
        return words.size() == 1 ? first : first + firstLetter(words.getLast());
    }

    /** The circle; {@code large} for the head of a record. */
    public static Span of(String name, UUID id, boolean large) {
        Span avatar = new Span(initials(name));
        avatar.addClassName("bl-avatar");
        avatar.getStyle().set("--h", String.valueOf(hue(id)));
        avatar.getElement().setAttribute("aria-hidden", "true");
        if (large) {
            avatar.addClassName("bl-large");
        }
        return avatar;
    }

    /** The square of what is no person. */
    public static Span square(String name, UUID id, boolean large) {
        Span avatar = of(name, id, large);
        avatar.addClassName("bl-square");
        return avatar;
    }

    private static String firstLetter(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }
}
