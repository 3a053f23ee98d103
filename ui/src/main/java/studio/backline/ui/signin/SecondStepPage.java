package studio.backline.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.signin.HalfSignedIn;
import studio.backline.ui.security.SecurityHeaders;
import studio.backline.ui.security.SignInFailure;
import studio.backline.ui.text.HostTexts;

/** Asks whoever knew the password for the second factor. */
@Controller
class SecondStepPage {

    private final HostTexts texts;
    private final SecondFactors factors;

    SecondStepPage(HostTexts texts, SecondFactors factors) {
        this.texts = texts;
        this.factors = factors;
    }

    @GetMapping(SignInFailure.SECOND)
    String show(
            HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {
        HalfSignedIn half = SignInFailure.half(request).orElse(null);
        if (half == null) {
            return "redirect:" + SignInFailure.PAGE;
        }
        SignInFailure.takeFrom(request)
                .ifPresent(last -> model.addAttribute("fault", last.words(texts, locale)));
        AccountId account = new AccountId(half.account());
        model.addAttribute("app", factors.hasApp(account));
        if (factors.passkeys().usable(account) > 0) {
            SecurityHeaders.allowPasskeys(response);
            factors.passkeys().domain().ifPresent(at -> model.addAttribute("domain", at));
        }
        return "second-step";
    }
}
