package studio.backline.plugins.crm.importing.words;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.text.Folding;

/**
 * What the words of a status say of writing to the person, as exports write them (Mailchimp, Brevo,
 * Klaviyo, HubSpot, Substack, MailerLite, listmonk) and as people do, in the languages of {@link
 * Vocabulary}. A word that refuses counts wherever it stands, unless it is turned around; for a yes
 * and for a no that is put together of others all words have to be known.
 */
public final class StatusWords {

    private static final int REMEMBERED = 1_000;
    private static final int LONGEST = 60;
    private static final int LONGEST_STATUS = 1_000;
    private static final Pattern NO_TIME = Pattern.compile("(0000-00-00|0001-01-01).*");
    private static final Pattern DASHES = Pattern.compile("[-–—_.\\s\\[\\]{}]*");
    private static final Pattern TICK = Pattern.compile("[✓✔☑]\\ufe0f?");
    private static final Pattern MARK = Pattern.compile("[✓✔☑✗✘☒✕✖❌❎👍👎]\\ufe0f?");
    private static final Pattern DATE =
            Pattern.compile(
                    "\\b(\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4})"
                            + "([T ]+\\d{1,2}:\\d{2}(:\\d{2})?(\\.\\d+)?Z?)?");

    private static final Pattern HYPHEN =
            Pattern.compile("(?<![\\p{L}\\p{N}_-])(\\p{L}{2,4})[-_\\u2010-\\u2013](?=\\p{L})");
    private static final Set<Vocabulary> BESIDE =
            Stream.of(Vocabulary.values())
                    .filter(Vocabulary::standsBeside)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Said SILENCE = new Said(Optional.empty(), true);
    private static final Said STRANGE = new Said(Optional.empty(), false);

    private final Map<String, Said> known = new HashMap<>();
    private final Map<String, Happening> happened = new HashMap<>();
    private final Map<String, LetterNames.Subject> subjects = new HashMap<>();

    /**
     * What a status says.
     *
     * @param event what happened; empty where nothing is said
     * @param understood whether all of it is known; silence is
     */
    public record Said(Optional<ConsentEvent> event, boolean understood) {}

    private enum Happening {
        YES,
        NO,
        UNCLEAR
    }

    /** What a cell of a status column says. */
    public Said read(String cell) {
        Said said = known.get(cell);
        return said == null ? remember(known, cell, judged(cell)) : said;
    }

    /**
     * What a cell says of a column that is about one event, such as 'unsubscribed': a day or a yes
     * that it happened, a no or nothing that it did not.
     */
    public Said read(String cell, ConsentEvent event) {
        Happening what = happened.get(cell);
        if (what == null) {
            what = remember(happened, cell, happening(cell));
        }
        return switch (what) {
            case NO -> SILENCE;
            case UNCLEAR -> STRANGE;
            case YES ->
                    new Said(
                            read(cell)
                                    .event()
                                    .filter(ConsentEvent::tightens)
                                    .or(() -> Optional.of(event)),
                            true);
        };
    }

    /** Whether a yes in a column of this name is a no, or nobody can tell. */
    public boolean isTurnedRound(String header, String cell) {
        return switch (subjects.computeIfAbsent(header, LetterNames::of)) {
            case LEFT, DEAD -> isBare(cell);
            case UNCLEAR, LIST -> !isNothing(cell) && (isBare(cell) || !refuses(cell));
            case WANTED, OTHER -> false;
        };
    }

    /** Whether a cell is a yes or a no, and tells nothing of what. */
    public boolean isBare(String cell) {
        String folded = Folding.fold(cell);
        return Vocabulary.YES.is(folded)
                || Vocabulary.NO.is(folded)
                || MARK.matcher(cell.strip()).matches();
    }

    /**
     * Whether a cell of several words begins or ends as a no does, whatever it is about: "No
     * thanks", "rather not".
     */
    public static boolean soundsLikeNo(String cell) {
        List<String> words = words(cell);
        return words.size() > 1 && (isNoWord(words.getFirst()) || isNoWord(words.getLast()));
    }

    private static boolean isNoWord(String word) {
        return word.length() > 1 && (Vocabulary.NO.is(word) || Vocabulary.NOT.is(word));
    }

    /**
     * Whether a cell is about somebody who left, and nothing else, wherever it stands in its row.
     */
    public Optional<ConsentEvent> certainRefusal(String cell) {
        Optional<ConsentEvent> refusal = leaves(cell) ? read(cell).event() : Optional.empty();
        return refusal.filter(event -> event.tightens() && isCovered(words(withoutDate(cell))));
    }

    /** Whether a cell speaks of leaving. */
    public boolean leaves(String cell) {
        if (cell.length() > LONGEST) {
            return false;
        }
        List<String> words = words(cell);
        return Vocabulary.LEFT.in(words) || words.stream().anyMatch(w -> w.startsWith("bounce"));
    }

    /** Whether a cell tells by itself how somebody stands on a list. */
    public boolean stands(String cell) {
        return leaves(cell) || answers(cell) && Vocabulary.LETTERS.in(words(cell));
    }

    /** Whether a cell says no. */
    public boolean refuses(String cell) {
        return cell.length() <= LONGEST
                && read(cell).event().filter(ConsentEvent::tightens).isPresent();
    }

    /** Whether a cell says yes or no, or how somebody stands. */
    public boolean answers(String cell) {
        return cell.length() <= LONGEST && read(cell).event().isPresent();
    }

    private static <T> T remember(Map<String, T> all, String cell, T judged) {
        if (all.size() < REMEMBERED) {
            all.put(cell, judged);
        }
        return judged;
    }

    private static Said judged(String cell) {
        if (cell.length() > LONGEST_STATUS) {
            return STRANGE;
        }
        String folded = Folding.fold(cell);
        if (folded.isEmpty()) {
            return mark(cell.strip());
        }
        if (Vocabulary.NO.is(folded)) {
            return said(ConsentEvent.WITHDRAWN);
        }
        if (Vocabulary.YES.is(folded)) {
            return said(ConsentEvent.GRANTED);
        }
        return isNothing(cell) ? SILENCE : judged(words(withoutDate(cell)));
    }

    private static Said judged(List<String> words) {
        Optional<ConsentEvent> refusal = refusal(words);
        boolean negated = isNegated(words);
        if (refusal.isPresent() && (negated || Vocabulary.FURNITURE.in(words))) {
            return STRANGE;
        }
        if (Vocabulary.SILENT.in(words)
                && refusal.filter(e -> e != ConsentEvent.BOUNCED).isEmpty()) {
            return SILENCE;
        }
        if (refusal.isPresent()) {
            return new Said(refusal, true);
        }
        if (negated && Vocabulary.CONFIRMED.in(words)) {
            return SILENCE;
        }
        boolean agreed = Vocabulary.SUBSCRIBED.in(words);
        if (negated) {
            boolean whole = (agreed || Vocabulary.LETTERS.in(words)) && isCovered(words);
            return whole ? said(ConsentEvent.WITHDRAWN) : STRANGE;
        }
        return agreed && isCovered(words) ? said(ConsentEvent.GRANTED) : STRANGE;
    }

    private static Said mark(String cell) {
        if (TICK.matcher(cell).matches()) {
            return said(ConsentEvent.GRANTED);
        }
        return DASHES.matcher(cell).matches() ? SILENCE : STRANGE;
    }

    private static Said said(ConsentEvent event) {
        return new Said(Optional.of(event), true);
    }

    private Happening happening(String cell) {
        if (cell.length() > LONGEST_STATUS) {
            return Happening.UNCLEAR;
        }
        String folded = Folding.fold(cell);
        if (folded.isEmpty()) {
            Said mark = mark(cell.strip());
            return mark.understood() ? yesIf(mark.event().isPresent()) : Happening.UNCLEAR;
        }
        if (isNothing(cell) || Vocabulary.NO.is(folded)) {
            return Happening.NO;
        }
        if (Vocabulary.YES.is(folded) || MailTimes.time(cell, false).isPresent()) {
            return Happening.YES;
        }
        List<String> words = words(withoutDate(cell));
        if (refusal(words).isPresent() && isNegated(words)) {
            return isCovered(words) ? Happening.NO : Happening.UNCLEAR;
        }
        Said said = read(cell);
        if (said.event().isEmpty() || Vocabulary.CONFIRMED.in(words)) {
            return Happening.UNCLEAR;
        }
        return yesIf(said.event().get().tightens());
    }

    private static Happening yesIf(boolean so) {
        return so ? Happening.YES : Happening.NO;
    }

    /** Whether a cell is empty, or says in some way that nothing is in it. */
    public static boolean isNothing(String cell) {
        return DASHES.matcher(cell).matches()
                || NO_TIME.matcher(cell.strip()).matches()
                || Vocabulary.NOTHING.is(Folding.fold(cell));
    }

    /** Whether a cell holds a day, be it one to come. */
    public static boolean isDate(String cell) {
        return DATE.matcher(cell).find() || MailTimes.time(cell, false).isPresent();
    }

    private static Optional<ConsentEvent> refusal(List<String> words) {
        if (Vocabulary.AGAINST.in(words)) {
            return Optional.of(ConsentEvent.OBJECTED);
        }
        if (Vocabulary.ANGRY.in(words)) {
            return Optional.of(ConsentEvent.COMPLAINED);
        }
        if (Vocabulary.LEFT.in(words) || Vocabulary.REFUSED.in(words)) {
            return Optional.of(ConsentEvent.WITHDRAWN);
        }
        return Vocabulary.DEAD.in(words) ? Optional.of(ConsentEvent.BOUNCED) : Optional.empty();
    }

    /** Whether there is a not that is no part of a phrase such as 'do not email'. */
    private static boolean isNegated(List<String> words) {
        BitSet not = Vocabulary.NOT.at(words);
        not.andNot(Vocabulary.LEFT.at(words));
        return !not.isEmpty();
    }

    private static boolean isCovered(List<String> words) {
        return Vocabulary.cover(BESIDE, words) && !isPulledApart(words);
    }

    /** Whether two words are a refusal when they are one: "in active". */
    private static boolean isPulledApart(List<String> words) {
        return IntStream.range(1, words.size())
                .filter(i -> Vocabulary.PREFIX.is(words.get(i - 1)))
                .mapToObj(i -> List.of(words.get(i - 1) + words.get(i)))
                .anyMatch(word -> refusal(word).isPresent());
    }

    private static String withoutDate(String cell) {
        return DATE.matcher(cell).replaceAll(" ");
    }

    /** The words of a text; a beginning that turns round is part of its word: "de-activated". */
    static List<String> words(String text) {
        return List.of(Folding.fold(HYPHEN.matcher(text).replaceAll(StatusWords::join)).split(" "));
    }

    private static String join(MatchResult hyphened) {
        String first = hyphened.group(1);
        return Vocabulary.PREFIX.is(Folding.fold(first)) ? first : hyphened.group();
    }
}
