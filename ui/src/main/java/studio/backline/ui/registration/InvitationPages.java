package studio.backline.ui.registration;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Invitations;
import studio.backline.ui.caller.Memberships;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HostTexts;

/** Where the link of an invitation leads: to come in as oneself, or to make an account. */
@Controller
class InvitationPages {

    private static final String PAGE = "registration/invitation";

    private final HostTexts texts;
    private final Invitations invitations;
    private final Accounts accounts;
    private final SignedIn signedIn;
    private final Memberships memberships;

    InvitationPages(
            HostTexts texts,
            Invitations invitations,
            Accounts accounts,
            SignedIn signedIn,
            Memberships memberships) {
        this.texts = texts;
        this.invitations = invitations;
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.memberships = memberships;
    }

    @GetMapping("/invitation/{token}")
    String show(
            @PathVariable("token") String token,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        return page(token, response, model, locale);
    }

    @PostMapping("/invitation/{token}")
    String accept(
            @PathVariable("token") String token,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "password", defaultValue = "") String password,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        try {
            Optional<AccountId> me = signedIn.find().map(AccountPrincipal::accountId);
            if (me.isPresent()) {
                invitations.accept(token, me.get());
                memberships.changed(me.get());
                return "redirect:/";
            }
            invitations.acceptAsNew(token, name, password);
            return "redirect:/sign-in?made";
        } catch (IdentityException e) {
            model.addAttribute("fault", e.text(locale));
            model.addAttribute("name", name);
            return page(token, response, model, locale);
        }
    }

    private String page(String token, HttpServletResponse response, Model model, Locale locale) {
        Invitations.Pending invitation;
        try {
            invitation = invitations.find(token);
        } catch (IdentityException e) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("title", texts.get("invitation.gone"));
            model.addAttribute("text", e.text(locale));
            return "error/page";
        }
        model.addAttribute("token", token);
        model.addAttribute("mail", invitation.email().value());
        model.addAttribute("workspace", invitations.workspaceName(invitation).orElse(""));
        model.addAttribute(
                "role", texts.get("role." + invitation.role().name().toLowerCase(Locale.ROOT)));
        model.addAttribute("here", signedIn.find().isPresent());
        model.addAttribute("known", accounts.find(invitation.email()).isPresent());
        return PAGE;
    }
}
