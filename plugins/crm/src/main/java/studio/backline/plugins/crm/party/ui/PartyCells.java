package studio.backline.plugins.crm.party.ui;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.Standing;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.list.Cell;

/** Cells that the lists of people and of organisations have in common. */
public final class PartyCells {

    private PartyCells() {}

    /** Why there is no writing to somebody by mail; nothing where one may. */
    public static Cell closed(CrmWords words, Optional<Standing.State> closed) {
        return closed.map(state -> mark(state, words.get("crm.closed." + lower(state))))
                .orElse(Cell.NOTHING);
    }

    /** The same, and what else they are not to be reached by. */
    public static Cell closed(
            CrmWords words, Optional<Standing.State> closed, Collection<Channel> refused) {
        if (refused.isEmpty()) {
            return closed.map(state -> mark(state, words.get("crm.closed.mail." + lower(state))))
                    .orElse(Cell.NOTHING);
        }
        String ways =
                Stream.concat(
                                closed.stream().map(mail -> Channel.EMAIL),
                                Stream.of(Channel.PHONE, Channel.SMS, Channel.POST)
                                        .filter(refused::contains))
                        .map(way -> words.get("crm.closed.way." + lower(way)))
                        .collect(Collectors.joining(", "));
        Standing.State state =
                closed.filter(mail -> mail.compareTo(Standing.State.BOUNCED) < 0)
                        .orElse(Standing.State.WITHDRAWN);
        return mark(state, words.get("crm.closed.ways", ways));
    }

    private static Cell mark(Standing.State state, String text) {
        return new Cell.Mark(
                CrmWords.standingIcon(state), text, Optional.of(CrmWords.standingTone(state)));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
