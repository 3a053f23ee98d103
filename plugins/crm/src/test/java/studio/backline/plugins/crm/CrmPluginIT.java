package studio.backline.plugins.crm;

import studio.backline.testkit.PluginContractTest;

/** The packaged plugin in the packaged server. */
class CrmPluginIT extends PluginContractTest {

    CrmPluginIT() {
        super("crm", "people", "people/new", "people/import", "organisations", "organisations/new");
    }
}
