package studio.backline.plugins.crm.party;

/**
 * An order in which people or organisations are listed.
 *
 * @param column what is sorted by; the id tells equals apart
 * @param type the column's
 * @param descending whether the greatest comes first
 */
public record PartyOrder(String column, String type, boolean descending) {

    /** By the folded name, from A on. */
    public static final PartyOrder NAME = new PartyOrder("name_key", "text", false);

    /** By a time, latest first. */
    public static PartyOrder latestFirst(String column) {
        return new PartyOrder(column, "timestamptz", true);
    }
}
