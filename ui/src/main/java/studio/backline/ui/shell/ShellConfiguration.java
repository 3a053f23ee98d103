package studio.backline.ui.shell;

import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.AuthenticationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.profile.Regions;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.ui.caller.ChosenWorkspace;
import studio.backline.ui.caller.Memberships;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.screen.RunningJobs;
import studio.backline.ui.screen.ScreenAccess;
import studio.backline.ui.settings.FurtherWorkspaces;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.HouseLanguage;

/** The parts of the frame. Vaadin looks for its page and its error views in these packages only. */
@Configuration(proxyBeanMethods = false)
@EnableVaadin("studio.backline.ui")
@PropertySource("classpath:backline-ui.properties")
class ShellConfiguration {

    @Bean
    DrawerMenu drawerMenu(MountedScreens screens, ScreenAccess access, HostTexts texts) {
        return new DrawerMenu(screens, access, texts);
    }

    @Bean
    WorkspaceSwitcher workspaceSwitcher(
            HostTexts texts,
            Memberships memberships,
            SignedIn signedIn,
            CallerSource callers,
            ChosenWorkspace chosen,
            FurtherWorkspaces further) {
        return new WorkspaceSwitcher(texts, memberships, signedIn, callers, chosen, further);
    }

    @Bean
    Taste taste(HouseLanguage house, SignedIn signedIn, Accounts accounts, Regions regions) {
        return new Taste(house, signedIn, accounts, regions);
    }

    @Bean
    AccountMenu accountMenu(
            HostTexts texts, SignedIn signedIn, Taste taste, AuthenticationContext authentication) {
        return new AccountMenu(texts, signedIn, taste, authentication);
    }

    @Bean
    ShellParts shellParts(
            HostTexts texts,
            DrawerMenu menu,
            WorkspaceSwitcher switcher,
            AccountMenu account,
            Taste taste,
            RunningJobs jobs) {
        return new ShellParts(
                menu,
                new BottomBar(menu, texts),
                switcher,
                account,
                () -> new ShellKeys(texts, menu, taste),
                () -> new JobFoot(texts, jobs));
    }

    @Bean
    VaadinServiceInitListener tasteOfEachWindow(Taste taste) {
        return service ->
                service.getSource().addUIInitListener(window -> taste.apply(window.getUI()));
    }
}
