package studio.backline.plugins.crm;

import java.util.List;
import java.util.Set;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.testkit.flat.FlatHost;

/** The plugin on the real core, and people to put into it. */
public final class CrmHost {

    private CrmHost() {}

    public static FlatHost host() {
        return FlatHost.shared(CrmPlugin.class);
    }

    public static PersonDetails person(String given, String family, ContactPoint... contacts) {
        return new PersonDetails(
                PersonName.of(given, family),
                "",
                "",
                "",
                Set.of(PartyRole.FAN),
                List.of(contacts),
                List.of(),
                Set.of());
    }
}
