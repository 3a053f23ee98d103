package studio.backline.plugins.crm.importing.ui;

import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.screens.Screen;
import studio.backline.screens.job.JobLine;
import studio.backline.screens.job.NamesJobs;
import studio.backline.screens.start.StartOfDay;

/** Contributes the screens of an import. */
@Configuration(proxyBeanMethods = false)
public class ImportScreensConfiguration {

    @Bean
    Screen newImportScreen() {
        return Screen.at(ImportNavigation.START, ImportStartView.class, CrmPermissions.IMPORT);
    }

    @Bean
    Screen newImportOfOrganisationsScreen() {
        return Screen.at(
                ImportNavigation.START_OF_ORGANISATIONS,
                ImportStartView.class,
                CrmPermissions.IMPORT);
    }

    @Bean
    @Order(0)
    StartOfDay importsToday(Texts texts, ImportService imports, Permissions permissions) {
        return new ImportsToday(texts, imports, permissions);
    }

    @Bean
    NamesJobs importJobs(Texts texts) {
        Map<String, String> names =
                Map.of(
                        ImportService.REHEARSE, "crm.import.rehearsing",
                        ImportService.IMPORT, "crm.import.running",
                        ImportService.UNDO, "crm.import.undoing");
        return (type, parameters) ->
                Optional.ofNullable(names.get(type))
                        .map(
                                name ->
                                        new JobLine(
                                                texts.get(name),
                                                ImportNavigation.START
                                                        + "/"
                                                        + parameters.get(ImportService.PARAMETER)));
    }

    @Bean
    Screen importOfOrganisationsScreen() {
        return Screen.at(
                ImportNavigation.START_OF_ORGANISATIONS + "/:" + ImportNavigation.ID,
                ImportView.class,
                CrmPermissions.IMPORT);
    }

    @Bean
    Screen importScreen() {
        return Screen.at(
                ImportNavigation.START + "/:" + ImportNavigation.ID,
                ImportView.class,
                CrmPermissions.IMPORT);
    }
}
