package studio.backline.plugins.crm.party;

import java.util.List;

/**
 * Rows in the order of the list, whichever way the page was asked for.
 *
 * @param rows at most as many as asked for
 * @param more whether there are more rows beyond, in the direction asked for
 * @param <R> a row
 */
public record PartyPage<R>(List<R> rows, boolean more) {

    /** Copies. */
    public PartyPage {
        rows = List.copyOf(rows);
    }
}
