package studio.backline.plugins.crm.party.ui;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        return closed.map(state -> mark(state, said(words, state), said(words, state)))
                .orElse(Cell.NOTHING);
    }

    /** The same, and what else they are not to be reached by. */
    public static Cell closed(
            CrmWords words, Optional<Standing.State> closed, Collection<Channel> refused) {
        if (refused.isEmpty()) {
            return closed.map(state -> mail(words, state)).orElse(Cell.NOTHING);
        }
        List<String> ways =
                Stream.concat(
                                closed.stream().map(mail -> Channel.EMAIL),
                                Stream.of(Channel.PHONE, Channel.SMS, Channel.POST)
                                        .filter(refused::contains))
                        .map(way -> way(words, way))
                        .toList();
        Standing.State state =
                closed.filter(mail -> mail.compareTo(Standing.State.BOUNCED) < 0)
                        .orElse(Standing.State.WITHDRAWN);
        String whole = words.get("crm.closed.ways", String.join(", ", ways));
        String brief = words.get("crm.closed.brief", ways.getFirst(), ways.size() - 1);
        return mark(state, whole, brief);
    }

    private static Cell mail(CrmWords words, Standing.State state) {
        String brief =
                state == Standing.State.BOUNCED
                        ? said(words, state)
                        : words.get("crm.closed.brief", way(words, Channel.EMAIL), 0);
        return mark(state, words.get("crm.closed.mail." + lower(state)), brief);
    }

    private static String said(CrmWords words, Standing.State state) {
        return words.get("crm.closed." + lower(state));
    }

    private static String way(CrmWords words, Channel way) {
        return words.get("crm.closed.way." + lower(way));
    }

    private static Cell mark(Standing.State state, String text, String brief) {
        return new Cell.Mark(
                CrmWords.standingIcon(state),
                text,
                brief,
                Optional.of(CrmWords.standingTone(state)));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
