package studio.backline.plugins.crm.party.ui;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.screens.list.Anchor;

/** Places in a list of people or organisations, as the list on the screen keeps them. */
public final class PartyAnchors {

    private static final int ID_LENGTH = 36;

    private PartyAnchors() {}

    /** A place, for the screen. */
    public static Anchor write(PartyAnchor anchor) {
        return new Anchor(anchor.id() + anchor.key());
    }

    /** A place that the screen had. */
    public static PartyAnchor read(Anchor anchor) {
        String value = anchor.value();
        return new PartyAnchor(
                value.substring(ID_LENGTH), UUID.fromString(value.substring(0, ID_LENGTH)));
    }

    /** The place before the names that begin with a letter. */
    public static Optional<Anchor> jump(String letter) {
        return Optional.of(write(PartyAnchor.beforeNames(letter)));
    }

    /** The letter under which a name is found; empty for one without letters. */
    public static Optional<String> letter(PartyAnchor anchor) {
        String key = anchor.key();
        return key.isBlank() || key.charAt(0) == '\t'
                ? Optional.empty()
                : Optional.of(PlainText.start(key, 1).toUpperCase(Locale.ROOT));
    }
}
