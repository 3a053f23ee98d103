package studio.backline.plugins.crm.person;

import java.util.List;

/**
 * Rows in the order of the list, whichever way the page was asked for.
 *
 * @param rows at most as many as asked for
 * @param more whether there are more rows beyond, in the direction asked for
 */
public record PeoplePage(List<PersonRow> rows, boolean more) {

    /** Copies. */
    public PeoplePage {
        rows = List.copyOf(rows);
    }
}
