package studio.backline.ui.account;

import com.vaadin.flow.component.UI;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.mailed.AddressClaims;
import studio.backline.platform.identity.profile.Regions;
import studio.backline.platform.identity.signin.Confirmation;
import studio.backline.platform.identity.signin.FactorDuty;
import studio.backline.platform.mail.account.AccountLetters;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.EndedAccess;
import studio.backline.ui.caller.SignedIn;

/** Contributes the screen of one's own account; the account menu leads to it. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    Screen accountScreen() {
        return new Screen("account", AccountView.class, Optional.empty(), Optional.empty());
    }

    @Bean
    AccountDesk accountDesk(
            SignedIn signedIn,
            Accounts accounts,
            Sessions sessions,
            SecondFactors factors,
            FactorDuty duty) {
        return new AccountDesk(signedIn, accounts, sessions, factors, duty);
    }

    @Bean
    AddressDesk addressDesk(
            SignedIn signedIn,
            AddressClaims claims,
            AccountLetters letters,
            Confirmation confirmation) {
        return new AddressDesk(signedIn, claims, letters, confirmation);
    }

    @Bean
    RegionDesk regionDesk(SignedIn signedIn, Regions regions) {
        return new RegionDesk(signedIn, regions);
    }

    @Bean
    PlaceDesk placeDesk(CallerSource callers, Workspaces workspaces) {
        return new PlaceDesk(
                callers,
                workspaces,
                left -> EndedAccess.byOneself(UI.getCurrent(), left.workspace()));
    }
}
