package studio.backline.ui.registration;

import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.Invitations;
import studio.backline.platform.mail.Mail;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.WorkspaceActs;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.platform.work.Sending;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.security.WebProperties;

/** Contributes the screen of a workspace's people; settings lead to it. */
@Configuration(proxyBeanMethods = false)
class RegistrationConfiguration {

    @Bean
    Screen membersScreen() {
        return new Screen(
                "settings/people",
                MembersView.class,
                Optional.of(HousePermissions.MEMBERS),
                Optional.empty());
    }

    @Bean
    InvitationPost invitationPost(
            Invitations invitations,
            Accounts accounts,
            Mail mail,
            Sending sending,
            WorkspaceActs acts,
            WebProperties web) {
        return new InvitationPost(
                invitations, accounts, mail, sending, acts, Optional.ofNullable(web.address()));
    }

    @Bean
    MemberDesk memberDesk(
            CallerSource callers,
            Workspaces workspaces,
            Accounts accounts,
            Invitations invitations,
            InvitationPost post,
            HousePermissions permissions) {
        return new MemberDesk(callers, workspaces, accounts, invitations, post, permissions);
    }
}
