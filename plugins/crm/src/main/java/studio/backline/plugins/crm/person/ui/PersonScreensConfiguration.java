package studio.backline.plugins.crm.person.ui;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.screens.MenuEntry;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.Screen;
import studio.backline.screens.start.StartOfDay;

/** Contributes the screens of people. */
@Configuration(proxyBeanMethods = false)
public class PersonScreensConfiguration {

    private static final int ORDER = 10;

    @Bean
    Screen peopleScreen() {
        return Screen.inMenu(
                PersonNavigation.LIST,
                PersonListView.class,
                CrmPermissions.VIEW,
                new MenuEntry(MenuGroup.AUDIENCE, "crm.people.title", "people", ORDER)
                        .openedBy('p'));
    }

    @Bean
    Screen personScreen() {
        return Screen.at(
                PersonNavigation.LIST + "/:" + PersonNavigation.ID,
                PersonView.class,
                CrmPermissions.VIEW);
    }

    @Bean
    Screen newPersonScreen() {
        return Screen.at(PersonNavigation.ADD, PersonFormView.class, CrmPermissions.EDIT);
    }

    @Bean
    @Order(1)
    StartOfDay peopleToday(Texts texts, PersonService people, Permissions permissions) {
        return new PeopleToday(texts, people, permissions);
    }
}
