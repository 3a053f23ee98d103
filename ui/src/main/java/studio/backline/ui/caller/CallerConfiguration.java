package studio.backline.ui.caller;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.platform.work.NodeCaches;

/** Who is in front of the browser. */
@Configuration(proxyBeanMethods = false)
class CallerConfiguration {

    @Bean
    SignedIn signedIn() {
        return new SignedIn();
    }

    @Bean
    ChosenWorkspace chosenWorkspace() {
        return new ChosenWorkspace();
    }

    @Bean
    Memberships memberships(ObjectProvider<Workspaces> workspaces, NodeCaches caches) {
        Memberships memberships = new Memberships(workspaces);
        caches.onMemberships(memberships::forget);
        return memberships;
    }

    @Bean
    VaadinCaller vaadinCaller(SignedIn signedIn, ChosenWorkspace chosen, Memberships memberships) {
        return new VaadinCaller(signedIn, chosen, memberships);
    }

    @Bean
    EndedAccess endedAccess(VaadinCaller callers, ChosenWorkspace chosen) {
        return new EndedAccess(callers, chosen);
    }

    @Bean
    EndedSessions endedSessions(Sessions sessions) {
        return new EndedSessions(sessions);
    }

    @Bean
    HousePermissions housePermissions(
            SignedIn signedIn, Operators operators, VaadinCaller callers) {
        return new HousePermissions(signedIn, operators, callers);
    }
}
