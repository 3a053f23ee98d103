package studio.backline.plugins.crm;

import java.util.List;
import studio.backline.contract.plugin.PluginEntry;
import studio.backline.plugins.crm.importing.ui.ImportScreensConfiguration;
import studio.backline.plugins.crm.organisation.ui.OrganisationScreensConfiguration;
import studio.backline.plugins.crm.person.ui.PersonScreensConfiguration;

/** People and audiences. */
public final class CrmPlugin implements PluginEntry {

    @Override
    public List<Class<?>> configurations() {
        return List.of(
                CrmConfiguration.class,
                PersonScreensConfiguration.class,
                OrganisationScreensConfiguration.class,
                ImportScreensConfiguration.class);
    }
}
