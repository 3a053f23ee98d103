package studio.backline.plugins.crm;

import java.util.List;
import studio.backline.contract.plugin.PluginEntry;

/** People and audiences. */
public final class CrmPlugin implements PluginEntry {

    @Override
    public List<Class<?>> configurations() {
        return List.of(CrmConfiguration.class);
    }
}
