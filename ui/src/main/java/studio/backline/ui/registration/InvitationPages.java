package studio.backline.ui.registration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Invitations;
import studio.backline.ui.caller.ChosenWorkspace;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.security.SignInReturn;
import studio.backline.ui.text.AccountFaults;
import studio.backline.ui.text.HostTexts;

/** Where the link of an invitation leads: to come in as oneself, or to make an account. */
@Controller
class InvitationPages {

    private static final String PAGE = "registration/invitation";

    private final HostTexts texts;
    private final Invitations invitations;
    private final AccountFaults faults;
    private final SignedIn signedIn;
    private final ChosenWorkspace chosen;

    InvitationPages(
            HostTexts texts,
            Invitations invitations,
            AccountFaults faults,
            SignedIn signedIn,
            ChosenWorkspace chosen) {
        this.chosen = chosen;
        this.texts = texts;
        this.invitations = invitations;
        this.faults = faults;
        this.signedIn = signedIn;
    }

    @GetMapping("/invitation/{token}")
    String show(
            @PathVariable("token") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        String page = page(token, response, model, locale);
        if (Boolean.TRUE.equals(model.getAttribute("signIn"))) {
            SignInReturn.to(request, response);
        }
        return page;
    }

    @PostMapping("/invitation/{token}")
    String accept(
            @PathVariable("token") String token,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "password", defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        try {
            Optional<AccountId> me = signedIn.find().map(AccountPrincipal::accountId);
            if (me.isPresent()) {
                WorkspaceId workspace = invitations.accept(token, me.get());
                chosen.enter(request.getSession(), workspace);
                return "redirect:/";
            }
            EmailAddress mail = invitations.find(token).email();
            Map<String, String> wrong = faults.of(name, mail, password, locale);
            if (wrong.isEmpty()) {
                invitations.acceptAsNew(token, name, password);
                return "redirect:/sign-in?made";
            }
            model.addAllAttributes(wrong);
        } catch (IdentityException e) {
            model.addAttribute("fault", e.text(locale));
        }
        model.addAttribute("name", name);
        return page(token, response, model, locale);
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
        boolean here = signedIn.find().isPresent();
        boolean known = invitations.known(invitation);
        model.addAttribute("here", here);
        model.addAttribute("signIn", !here && known);
        model.addAttribute("fresh", !here && !known && invitations.usable(invitation));
        model.addAttribute("closed", !here && !invitations.usable(invitation));
        return PAGE;
    }
}
