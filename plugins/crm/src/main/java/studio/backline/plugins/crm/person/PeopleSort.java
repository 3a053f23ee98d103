package studio.backline.plugins.crm.person;

import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyOrder;

/** The orders in which people are listed. */
public enum PeopleSort {
    /** By the folded name, from A on. */
    NAME(PartyOrder.NAME),
    /** Newest first. */
    CREATED(PartyOrder.latestFirst("created_at")),
    /** Last changed first. */
    CHANGED(PartyOrder.latestFirst("changed_at"));

    private final PartyOrder order;

    PeopleSort(PartyOrder order) {
        this.order = order;
    }

    PartyOrder order() {
        return order;
    }

    /** A person's own place in this order. */
    public PartyAnchor place(PersonProfile person) {
        PersonDetails details = person.details();
        String key =
                switch (this) {
                    case NAME -> PersonKeys.of(details.name(), details.contacts()).nameKey();
                    case CREATED -> person.createdAt().toString();
                    case CHANGED -> person.changedAt().toString();
                };
        return new PartyAnchor(key, person.id().value());
    }
}
