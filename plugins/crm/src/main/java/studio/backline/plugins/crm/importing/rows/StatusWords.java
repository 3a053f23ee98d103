package studio.backline.plugins.crm.importing.rows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.text.Folding;

/**
 * What the words of a status say of writing to the person, as exports write them (Mailchimp, Brevo,
 * Klaviyo, HubSpot, Substack, MailerLite) and as people do in English, German, Polish and French.
 * Any word that refuses counts, wherever it stands; for a yes all words have to be known.
 */
final class StatusWords {

    private static final Set<String> NOT =
            words(
                    "no not non nicht kein keine keinen nie niet brak bez ne sans without dont cannot");
    private static final List<String> REFUSING =
            prefixes(
                    """
                    unsub unabon optout withdr remov suppress block black cancel inactiv inaktiv
                    disabl deactiv deaktiv revok declin reject refus denied archiv delet exclu
                    abgemeld abmeld abbestell ausgetrag widerruf gesperr sperr gekundig gelosch
                    abgelehn verweiger wypis rezygn odmow odmaw cofni wycof zablok usunie nieaktyw
                    desabon desinscri resili annul bloqu supprim retir
                    """);
    private static final List<String> DEAD =
            prefixes(
                    """
                    bounc clean undeliver unzustell invalid ungultig odbit odbic niedostarcz
                    niedorecz nieprawidl rebond dead
                    """);
    private static final List<String> ANGRY =
            prefixes("complain complaint spam abuse junk beschwer skarg plaint");
    private static final List<String> AGAINST =
            prefixes("object widerspr widersproch sprzeciw oppos");
    private static final List<String> SILENT =
            prefixes(
                    """
                    pending unconfirm unbestat niepotw oczek ausstehend attente never unknown
                    unbekannt nieznan inconnu none null na transactional invited soft verif
                    """);
    private static final List<String> CONFIRMED = prefixes("confirm bestat potwierdz verif");
    private static final List<String> YES =
            prefixes(
                    """
                    subscri activ aktiv aktyw grant confirm angemeld abonn inscri zapisan zgod
                    eingewillig einwillig erteilt einverstanden consent accept agree allow optin
                    opted
                    """);
    private static final Set<String> YES_WHOLE =
            words("yes true 1 y ja j tak t oui si on x in opt");
    private static final Set<String> BESIDE =
            words(
                    """
                    by user admin via import form api double single email mail e to in since at on
                    am seit from od dnia le depuis marketing newsletter newsletters and und i et
                    contact status member
                    """);
    private static final int REMEMBERED = 1_000;

    private static final Said SILENCE = new Said(Optional.empty(), true);
    private static final Said STRANGE = new Said(Optional.empty(), false);

    private final Map<String, Said> known = new HashMap<>();

    /**
     * What a status says.
     *
     * @param event what happened; empty where nothing is said
     * @param understood whether all of it is known; silence is
     */
    record Said(Optional<ConsentEvent> event, boolean understood) {}

    /** What a cell of a status column says. */
    Said read(String cell) {
        Said said = known.get(cell);
        if (said == null) {
            said = judge(cell);
            if (known.size() < REMEMBERED) {
                known.put(cell, said);
            }
        }
        return said;
    }

    /** The refusal that a cell begins with, wherever it stands in its row. */
    Optional<ConsentEvent> plainRefusal(String cell) {
        List<String> words = List.of(Folding.fold(cell).split(" "));
        return refusal(words.subList(0, 1));
    }

    private static Said judge(String cell) {
        String folded = Folding.fold(cell);
        if (folded.isEmpty()) {
            return cell.isBlank() || cell.strip().matches("[-–—_.]+") ? SILENCE : STRANGE;
        }
        List<String> words = List.of(folded.split(" "));
        Optional<ConsentEvent> refusal = refusal(words);
        if (any(words, SILENT) && refusal.filter(e -> e != ConsentEvent.BOUNCED).isEmpty()) {
            return SILENCE;
        }
        if (refusal.isPresent()) {
            return new Said(refusal, true);
        }
        boolean negated = words.stream().anyMatch(NOT::contains);
        if (negated && any(words, CONFIRMED)) {
            return SILENCE;
        }
        if (negated || isPlainNo(folded)) {
            return new Said(Optional.of(ConsentEvent.WITHDRAWN), true);
        }
        return isYes(words) ? new Said(Optional.of(ConsentEvent.GRANTED), true) : STRANGE;
    }

    private static Optional<ConsentEvent> refusal(List<String> words) {
        if (any(words, AGAINST)) {
            return Optional.of(ConsentEvent.OBJECTED);
        }
        if (any(words, ANGRY)) {
            return Optional.of(ConsentEvent.COMPLAINED);
        }
        if (any(words, REFUSING) || optedOut(words)) {
            return Optional.of(ConsentEvent.WITHDRAWN);
        }
        return any(words, DEAD) ? Optional.of(ConsentEvent.BOUNCED) : Optional.empty();
    }

    private static boolean optedOut(List<String> words) {
        return words.contains("out") && words.stream().anyMatch(word -> word.startsWith("opt"));
    }

    private static boolean isPlainNo(String folded) {
        return switch (folded) {
            case "n", "nein", "false", "falsch", "faux", "f", "0", "off" -> true;
            default -> false;
        };
    }

    private static boolean isYes(List<String> words) {
        return words.stream().anyMatch(word -> starts(word, YES) || YES_WHOLE.contains(word))
                && words.stream().allMatch(StatusWords::fitsYes);
    }

    private static boolean fitsYes(String word) {
        return starts(word, YES)
                || YES_WHOLE.contains(word)
                || BESIDE.contains(word)
                || word.chars().allMatch(Character::isDigit);
    }

    private static boolean any(List<String> words, List<String> beginnings) {
        return words.stream().anyMatch(word -> starts(word, beginnings));
    }

    private static boolean starts(String word, List<String> beginnings) {
        return beginnings.stream()
                .anyMatch(each -> each.length() < 3 ? word.equals(each) : word.startsWith(each));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> prefixes(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
