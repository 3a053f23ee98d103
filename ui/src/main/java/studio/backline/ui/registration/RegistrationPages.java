package studio.backline.ui.registration;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.NewAccount;
import studio.backline.platform.identity.Registration;
import studio.backline.platform.tenancy.TenancyException;
import studio.backline.ui.security.VisitorDetails;
import studio.backline.ui.text.AccountFaults;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Refusals;

/** A new account and a workspace of its own, where the house is open to strangers; else nothing. */
@Controller
class RegistrationPages {

    private static final String PAGE = "registration/register";

    private final Refusals refusals;
    private final Registration registration;
    private final AccountFaults faults;
    private final HostTexts texts;

    RegistrationPages(
            Refusals refusals, Registration registration, AccountFaults faults, HostTexts texts) {
        this.faults = faults;
        this.texts = texts;
        this.refusals = refusals;
        this.registration = registration;
    }

    @GetMapping("/registration")
    String show(Model model) {
        requireOpen();
        model.addAttribute("typed", new Typed("", "", ""));
        return PAGE;
    }

    @PostMapping("/registration")
    String register(
            HttpServletRequest request,
            Model model,
            Locale locale,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "mail", defaultValue = "") String mail,
            @RequestParam(name = "poster", defaultValue = "") String poster,
            @RequestParam(name = "password", defaultValue = "") String password) {
        requireOpen();
        model.addAttribute("typed", new Typed(name, mail, poster));
        if (!check(model, locale, name, mail, poster, password)) {
            return PAGE;
        }
        try {
            NewAccount account = new NewAccount(new EmailAddress(mail), name, password);
            registration.register(account, poster, new VisitorDetails().buildDetails(request));
            return "redirect:/sign-in?made";
        } catch (IdentityException e) {
            boolean taken = e.error() == IdentityError.EMAIL_TAKEN;
            model.addAttribute(taken ? "wrongMail" : "fault", e.text(locale));
        } catch (TenancyException e) {
            model.addAttribute("wrongPoster", refusals.of(e));
        }
        return PAGE;
    }

    /** All that can be said before anything is made, each at its field. */
    private boolean check(
            Model model, Locale locale, String name, String mail, String poster, String password) {
        Map<String, String> wrong = faults.of(name, mail, password, locale);
        if (poster.isBlank()) {
            wrong.put("wrongPoster", texts.get("tenancy.name"));
        }
        model.addAllAttributes(wrong);
        return wrong.isEmpty();
    }

    private void requireOpen() {
        if (registration.mode() != Registration.Mode.OPEN) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /** What comes back with a fault; the password does not. */
    record Typed(String name, String mail, String poster) {}
}
