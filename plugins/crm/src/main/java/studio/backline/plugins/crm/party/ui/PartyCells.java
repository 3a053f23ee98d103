package studio.backline.plugins.crm.party.ui;

import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.consent.Standing;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.list.Cell;

/** Cells that the lists of people and of organisations have in common. */
public final class PartyCells {

    private PartyCells() {}

    /** Why there is no writing to somebody by mail; nothing where one may. */
    public static Cell closed(CrmWords words, Optional<Standing.State> closed) {
        return closed.map(state -> mark(words, state)).orElse(Cell.NOTHING);
    }

    private static Cell mark(CrmWords words, Standing.State state) {
        return new Cell.Mark(
                CrmWords.standingIcon(state),
                words.get("crm.closed." + state.name().toLowerCase(Locale.ROOT)),
                Optional.of(CrmWords.standingTone(state)));
    }
}
