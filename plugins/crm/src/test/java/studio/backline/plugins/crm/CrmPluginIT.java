package studio.backline.plugins.crm;

import studio.backline.testkit.OfferedScreen;
import studio.backline.testkit.PluginContractTest;

/** The packaged plugin in the packaged server. */
class CrmPluginIT extends PluginContractTest {

    static final OfferedScreen PEOPLE = new OfferedScreen("people", "crm.view");

    static final OfferedScreen[] OTHERS = {
        new OfferedScreen("people/:id", "crm.view"),
        new OfferedScreen("people/new", "crm.edit"),
        new OfferedScreen("people/import", "crm.import"),
        new OfferedScreen("people/import/:id", "crm.import"),
        new OfferedScreen("organisations", "crm.view"),
        new OfferedScreen("organisations/:id", "crm.view"),
        new OfferedScreen("organisations/new", "crm.edit"),
        new OfferedScreen("organisations/import", "crm.import"),
        new OfferedScreen("organisations/import/:id", "crm.import")
    };

    CrmPluginIT() {
        super("crm", PEOPLE, OTHERS);
    }
}
