package studio.backline.ui.registration;

import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.Invitations;

/** What the dialog of an invitation does. */
public final class Inviting {

    private Inviting() {}

    /** Invites, and says how the invitation comes to whom it is for, and which link is shown. */
    public static String invite(BeanFactory house, Caller by, String mail) {
        InvitationPost post = house.getBean(InvitationPost.class);
        InvitationPost.Made made =
                post.invite(
                        by,
                        new EmailAddress(mail),
                        new Invitations.Place(Role.MEMBER, Optional.empty()));
        String token = made.token();
        return made.way() + " " + post.link(token).orElse("none").replace(token, "…");
    }
}
