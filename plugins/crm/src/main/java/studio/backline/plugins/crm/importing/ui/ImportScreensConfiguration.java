package studio.backline.plugins.crm.importing.ui;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.screens.Screen;
import studio.backline.screens.start.StartOfDay;

/** Contributes the screens of an import. */
@Configuration(proxyBeanMethods = false)
public class ImportScreensConfiguration {

    @Bean
    Screen newImportScreen() {
        return Screen.at(ImportNavigation.START, ImportStartView.class, CrmPermissions.IMPORT);
    }

    @Bean
    @Order(0)
    StartOfDay importsToday(Texts texts, ImportService imports, Permissions permissions) {
        return new ImportsToday(texts, imports, permissions);
    }

    @Bean
    Screen importScreen() {
        return Screen.at(
                ImportNavigation.START + "/:" + ImportNavigation.ID,
                ImportView.class,
                CrmPermissions.IMPORT);
    }
}
