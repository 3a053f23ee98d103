package studio.backline.plugins.crm.party;

import java.util.List;

/** Where people and organisations are kept: tables of one shape, by other names. */
public enum PartyTables {
    PERSON("person", "contact_point"),
    ORGANISATION("organisation", "organisation_contact");

    private final String party;
    private final String contact;

    PartyTables(String party, String contact) {
        this.party = party;
        this.contact = contact;
    }

    /**
     * SQL for this one: {@code {party}} is its table, {@code {owner}} what points to it from {@code
     * {contact}}, {@code {role}}, {@code {tag}} and the notes, {@code {deleted}} its trash.
     */
    public String in(String sql) {
        return sql.replace("{party}", party)
                .replace("{owner}", party + "_id")
                .replace("{contact}", contact)
                .replace("{role}", party + "_role")
                .replace("{tag}", party + "_tag")
                .replace("{deleted}", "deleted_" + party);
    }

    /** The mapping of a list's rows, which the entity declares. */
    String row() {
        return party + "_row";
    }

    /** The tables of what hangs on it and is replaced as a whole. */
    List<String> parts() {
        return List.of(contact, party + "_role", party + "_tag");
    }

    /** Whether addresses are kept with the keys by which SQL matches them. */
    boolean matchesByAddress() {
        return this == PERSON;
    }
}
