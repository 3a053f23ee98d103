package studio.backline.plugins.crm.organisation.ui;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.screens.MenuEntry;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.Screen;

/** Contributes the screens of organisations. */
@Configuration(proxyBeanMethods = false)
public class OrganisationScreensConfiguration {

    private static final int ORDER = 20;

    @Bean
    Screen organisationsScreen() {
        return Screen.inMenu(
                OrganisationNavigation.LIST,
                OrganisationListView.class,
                CrmPermissions.VIEW,
                new MenuEntry(MenuGroup.AUDIENCE, "crm.organisations.title", "hall", ORDER)
                        .openedBy('o'));
    }

    @Bean
    Screen organisationScreen() {
        return Screen.at(
                OrganisationNavigation.LIST + "/:" + OrganisationNavigation.ID,
                OrganisationView.class,
                CrmPermissions.VIEW);
    }

    @Bean
    Screen newOrganisationScreen() {
        return Screen.at(
                OrganisationNavigation.ADD, OrganisationFormView.class, CrmPermissions.EDIT);
    }
}
