package studio.backline.plugins.crm.importing.ui;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.screens.Screen;

/** Contributes the screens of an import. */
@Configuration(proxyBeanMethods = false)
public class ImportScreensConfiguration {

    @Bean
    Screen newImportScreen() {
        return Screen.at(ImportNavigation.START, ImportStartView.class, CrmPermissions.IMPORT);
    }

    @Bean
    Screen importScreen() {
        return Screen.at(
                ImportNavigation.START + "/:" + ImportNavigation.ID,
                ImportView.class,
                CrmPermissions.IMPORT);
    }
}
