package studio.backline.plugins.crm;

import studio.backline.testkit.PluginLifecycleContractTest;

/** The packaged plugin comes to the packaged server, and goes again. */
class CrmPluginLifecycleIT extends PluginLifecycleContractTest {

    CrmPluginLifecycleIT() {
        super("crm", CrmPluginIT.PEOPLE, CrmPluginIT.OTHERS);
    }
}
