package studio.backline.ui.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.signin.Confirmation;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.passkey.PasskeyTalk;
import studio.backline.ui.security.SecurityHeaders;
import studio.backline.ui.security.VisitorDetails;

/** Where one proves once more who one is, on the way to what asks for it. */
@Controller
class ConfirmPages {

    static final String PAGE = "/confirm";

    /** An address of this house and of no other. */
    private static final Pattern HERE = Pattern.compile("(/[A-Za-z0-9._~-]+)+|/");

    private final Confirmation confirmation;
    private final SecondFactors factors;
    private final SignedIn signedIn;

    ConfirmPages(Confirmation confirmation, SecondFactors factors, SignedIn signedIn) {
        this.confirmation = confirmation;
        this.factors = factors;
        this.signedIn = signedIn;
    }

    /** The address of this page, on the way to another. */
    static String before(String path) {
        return "redirect:" + PAGE + "?to=" + path;
    }

    @GetMapping(PAGE)
    String show(
            @RequestParam(name = "to", defaultValue = "/") String to,
            HttpServletResponse response,
            Model model) {
        AccountPrincipal me = signedIn.require();
        model.addAttribute("to", here(to));
        model.addAttribute("code", confirmation.takesCode(me.accountId()));
        boolean passkey = confirmation.takesPasskey(me.accountId());
        model.addAttribute("password", confirmation.takesCode(me.accountId()) || !passkey);
        if (passkey) {
            SecurityHeaders.allowPasskeys(response);
            factors.passkeys().domain().ifPresent(at -> model.addAttribute("domain", at));
        }
        return "factors/confirm";
    }

    @PostMapping(PAGE)
    String confirm(
            @RequestParam(name = "to", defaultValue = "/") String to,
            @RequestParam(name = "password", defaultValue = "") String password,
            @RequestParam(name = "code", defaultValue = "") String code,
            @RequestParam(name = "answer", defaultValue = "") String answer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        AccountPrincipal me = signedIn.require();
        try {
            if (answer.isEmpty()) {
                confirmation.byPassword(me, password, code);
            } else {
                confirmation.byPasskey(
                        me,
                        PasskeyTalk.end(request).orElse(""),
                        answer,
                        new VisitorDetails().buildDetails(request));
            }
        } catch (IdentityException e) {
            model.addAttribute("fault", e.text(locale));
            return show(to, response, model);
        }
        // Whoever planted the session's id before does not rise with it.
        request.changeSessionId();
        return "redirect:" + here(to);
    }

    private static String here(String to) {
        return Optional.of(to).filter(path -> HERE.matcher(path).matches()).orElse("/");
    }
}
