package studio.backline.ui.address;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.mailed.AddressClaimRows.Claim;
import studio.backline.platform.identity.mailed.AddressClaimRows.End;
import studio.backline.platform.identity.mailed.AddressClaims;
import studio.backline.platform.mail.account.AccountLetters;
import studio.backline.ui.security.VisitorDetails;
import studio.backline.ui.text.HostTexts;

/**
 * Where the links of letters about an address lead. To open one does nothing, since mail programs
 * open them by themselves; a button does.
 */
@Controller
@RequestMapping(AccountLetters.ADDRESS)
class AddressPages {

    private final HostTexts texts;
    private final AddressClaims claims;

    AddressPages(HostTexts texts, AddressClaims claims) {
        this.texts = texts;
        this.claims = claims;
    }

    @GetMapping("{token}")
    String show(
            @PathVariable("token") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        try {
            Claim claim = claims.find(token, new VisitorDetails().buildDetails(request));
            model.addAttribute("token", token);
            model.addAttribute("old", claim.asked() == End.OLD);
            String kind = claim.asked() == End.OLD ? "old" : claim.isChange() ? "new" : "check";
            model.addAttribute(
                    "sub",
                    texts.get("address." + kind, claim.present().value(), claim.next().value()));
            return "address";
        } catch (IdentityException e) {
            return gone(e, response, model, locale);
        }
    }

    @PostMapping("{token}")
    String confirm(
            @PathVariable("token") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        return answer(
                () ->
                        claims.confirm(token, new VisitorDetails().buildDetails(request))
                                ? "done"
                                : "half",
                response,
                model,
                locale);
    }

    @PostMapping("{token}/stop")
    String stop(
            @PathVariable("token") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        return answer(
                () -> {
                    claims.object(token, new VisitorDetails().buildDetails(request));
                    return "stopped";
                },
                response,
                model,
                locale);
    }

    private String answer(
            Supplier<String> act, HttpServletResponse response, Model model, Locale locale) {
        try {
            model.addAttribute("said", texts.get("address." + act.get()));
            return "address";
        } catch (IdentityException e) {
            return gone(e, response, model, locale);
        }
    }

    private String gone(
            IdentityException refused, HttpServletResponse response, Model model, Locale locale) {
        HttpStatus status =
                refused.error() == IdentityError.TOO_MANY_TRIES
                        ? HttpStatus.TOO_MANY_REQUESTS
                        : refused.error() == IdentityError.EMAIL_TAKEN
                                ? HttpStatus.CONFLICT
                                : HttpStatus.NOT_FOUND;
        response.setStatus(status.value());
        model.addAttribute("title", texts.get("address.gone"));
        model.addAttribute("text", refused.text(locale));
        return "error/page";
    }
}
