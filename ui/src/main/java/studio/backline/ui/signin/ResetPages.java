package studio.backline.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.mailed.PasswordReset;
import studio.backline.platform.mail.account.AccountLetters;
import studio.backline.ui.security.VisitorDetails;
import studio.backline.ui.text.HostTexts;

/** A forgotten password: asking for a link, and where it leads. */
@Controller
class ResetPages {

    private static final String ASK = "forgotten";

    private final HostTexts texts;
    private final PasswordReset reset;
    private final AccountLetters letters;

    ResetPages(HostTexts texts, PasswordReset reset, AccountLetters letters) {
        this.texts = texts;
        this.reset = reset;
        this.letters = letters;
    }

    @GetMapping(AccountLetters.FORGOTTEN)
    String ask(@RequestParam Map<String, String> parameters, Model model) {
        return page(parameters.containsKey("asked"), model);
    }

    private String page(boolean asked, Model model) {
        model.addAttribute("asked", asked);
        model.addAttribute("mails", letters.areSent());
        return ASK;
    }

    @PostMapping(AccountLetters.FORGOTTEN)
    String ask(
            @RequestParam(name = "mail", defaultValue = "") String mail,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        if (!letters.areSent()) {
            return page(false, model);
        }
        try {
            reset.ask(
                    new EmailAddress(mail),
                    new VisitorDetails().buildDetails(request),
                    letters::reset);
            return "redirect:" + AccountLetters.FORGOTTEN + "?asked";
        } catch (IdentityException e) {
            boolean typed = e.error() == IdentityError.EMAIL_INVALID;
            model.addAttribute(typed ? "wrongMail" : "fault", e.text(locale));
            model.addAttribute("mail", mail);
            return page(false, model);
        }
    }

    @GetMapping(AccountLetters.RESET + "{token}")
    String choose(
            @PathVariable("token") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        try {
            Account account = reset.find(token, new VisitorDetails().buildDetails(request));
            model.addAttribute("token", token);
            model.addAttribute("mail", account.email().value());
            return "reset";
        } catch (IdentityException e) {
            return gone(e, response, model, locale);
        }
    }

    @PostMapping(AccountLetters.RESET + "{token}")
    String change(
            @PathVariable("token") String token,
            @RequestParam(name = "password", defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        try {
            reset.reset(token, password, new VisitorDetails().buildDetails(request));
            return "redirect:/sign-in?reset";
        } catch (IdentityException e) {
            if (e.error() == IdentityError.RESET_INVALID) {
                return gone(e, response, model, locale);
            }
            boolean typed = e.error().name().startsWith("PASSWORD_");
            model.addAttribute(typed ? "wrongPassword" : "fault", e.text(locale));
            return choose(token, request, response, model, locale);
        }
    }

    private String gone(
            IdentityException refused, HttpServletResponse response, Model model, Locale locale) {
        boolean waits = refused.error() == IdentityError.TOO_MANY_TRIES;
        response.setStatus(
                waits ? HttpStatus.TOO_MANY_REQUESTS.value() : HttpServletResponse.SC_NOT_FOUND);
        model.addAttribute("title", texts.get("reset.gone"));
        model.addAttribute("text", refused.text(locale));
        return "error/page";
    }
}
