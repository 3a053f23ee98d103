package studio.backline.plugins.crm.person;

/** The orders in which people are listed. */
public enum PeopleSort {
    /** By the folded name, from A on. */
    NAME("name_key", false),
    /** Newest first. */
    CREATED("created_at", true),
    /** Last changed first. */
    CHANGED("changed_at", true);

    private final String column;
    private final boolean descending;

    PeopleSort(String column, boolean descending) {
        this.column = column;
        this.descending = descending;
    }

    String column() {
        return column;
    }

    String type() {
        return this == NAME ? "text" : "timestamptz";
    }

    boolean descending() {
        return descending;
    }
}
