package studio.backline.ui.connections;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.connections.AuthorizationFlow;
import studio.backline.platform.connections.ConnectionDesk;
import studio.backline.platform.connections.ProviderClients;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.security.WebProperties;
import studio.backline.ui.text.HostTexts;

/** Contributes the screens of connections and providers; settings lead to them. */
@Configuration(proxyBeanMethods = false)
class ConnectionScreensConfiguration {

    @Bean
    Screen connectionsScreen() {
        return Screen.at(
                "settings/connections", ConnectionsView.class, HousePermissions.CONNECTIONS);
    }

    @Bean
    Screen providersScreen() {
        return Screen.at("settings/providers", ProvidersView.class, HousePermissions.OPERATE);
    }

    @Bean
    CallbackAddress callbackAddress(WebProperties web) {
        return new CallbackAddress(web);
    }

    @Bean
    ConnectionWork connectionWork(
            AuthorizationFlow flow,
            ConnectionDesk desk,
            CallbackAddress callback,
            SignedIn signedIn,
            CallerSource callers,
            WorkspaceScope scope) {
        return new ConnectionWork(flow, desk, callback, signedIn, callers, scope);
    }

    @Bean
    ConnectionWords connectionWords(HostTexts texts, Accounts accounts) {
        return new ConnectionWords(texts, accounts);
    }

    @Bean
    ProviderDesk providerDesk(ProviderClients clients, SignedIn signedIn) {
        return new ProviderDesk(clients, signedIn);
    }
}
