package studio.backline.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import studio.backline.platform.identity.Registration;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.ui.security.EndSession;
import studio.backline.ui.security.SecurityHeaders;
import studio.backline.ui.security.SignInFailure;
import studio.backline.ui.text.HostTexts;

/** Plain HTML, no script: a form that posts to the security chain. */
@Controller
class SignInPage {

    /** What may have led here. */
    private static final List<String> REMARKS = List.of("out", "open", "made", "reset");

    private final HostTexts texts;
    private final Registration registration;
    private final SecondFactors factors;

    SignInPage(HostTexts texts, Registration registration, SecondFactors factors) {
        this.texts = texts;
        this.registration = registration;
        this.factors = factors;
    }

    @GetMapping(SignInFailure.PAGE)
    String show(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale,
            @RequestParam Map<String, String> parameters) {
        if (signedIn()) {
            return "redirect:/";
        }
        SignInFailure.takeFrom(request)
                .ifPresent(
                        last -> {
                            model.addAttribute("mail", last.mail());
                            model.addAttribute("fault", last.words(texts, locale));
                        });
        remark(request, parameters)
                .ifPresent(key -> model.addAttribute("remark", texts.get("sign-in." + key)));
        factors.passkeys()
                .domain()
                .ifPresent(
                        at -> {
                            SecurityHeaders.allowPasskeys(response);
                            model.addAttribute("domain", at);
                        });
        model.addAttribute("registration", registration.mode() == Registration.Mode.OPEN);
        return "sign-in";
    }

    private static Optional<String> remark(
            HttpServletRequest request, Map<String, String> parameters) {
        Optional<String> named = REMARKS.stream().filter(parameters::containsKey).findFirst();
        // A window that asked again has lost the address, and not what it has to say.
        return named.isEmpty() && parameters.isEmpty() && EndSession.isRememberedBy(request)
                ? Optional.of("out")
                : named;
    }

    private static boolean signedIn() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null
                && who.isAuthenticated()
                && !(who instanceof AnonymousAuthenticationToken);
    }
}
