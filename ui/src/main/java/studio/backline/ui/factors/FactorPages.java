package studio.backline.ui.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.encryption.otp.TimeBasedCode;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.passkey.PasskeyRefusedException;
import studio.backline.platform.identity.signin.Confirmation;
import studio.backline.platform.identity.signin.FactorDuty;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.passkey.PasskeyTalk;
import studio.backline.ui.security.SecurityHeaders;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Moments;

/** One's own second factors: what there is, another one, one less. */
@Controller
@RequestMapping(FactorPages.PAGE)
class FactorPages {

    static final String PAGE = "/second-factor";

    private static final String OVERVIEW = "redirect:" + PAGE;
    private static final String CODES = FactorPages.class.getName() + ".codes";

    private final HostTexts texts;
    private final SecondFactors factors;
    private final FactorDuty duty;
    private final Confirmation confirmation;
    private final SignedIn signedIn;

    FactorPages(
            HostTexts texts,
            SecondFactors factors,
            FactorDuty duty,
            Confirmation confirmation,
            SignedIn signedIn) {
        this.texts = texts;
        this.factors = factors;
        this.duty = duty;
        this.confirmation = confirmation;
        this.signedIn = signedIn;
    }

    @GetMapping
    String overview(HttpServletResponse response, Model model) {
        AccountId me = me().accountId();
        Moments moments = Moments.here(texts);
        factors.authenticators()
                .since(me)
                .ifPresent(since -> model.addAttribute("app", moments.of(since)));
        model.addAttribute(
                "passkeys",
                factors.passkeys().of(me).stream().map(it -> Row.of(it, moments)).toList());
        model.addAttribute("left", factors.recoveryCodes().left(me));
        model.addAttribute("any", factors.any(me));
        model.addAttribute("must", duty.binds(me));
        factors.passkeys()
                .domain()
                .ifPresent(
                        at -> {
                            SecurityHeaders.allowPasskeys(response);
                            model.addAttribute("domain", at);
                        });
        return "factors/overview";
    }

    /** A passkey in the list. */
    record Row(UUID id, String label, boolean usable, String domain, String made, String used) {

        static Row of(
                studio.backline.platform.identity.passkey.Passkeys.Seen seen, Moments moments) {
            return new Row(
                    seen.id(),
                    seen.label(),
                    seen.usable(),
                    seen.domain(),
                    moments.of(seen.createdAt()),
                    seen.usedAt().map(moments::of).orElse(""));
        }
    }

    @GetMapping("/app")
    String app(Model model) {
        if (!confirmation.isFresh(me())) {
            return ConfirmPages.before(PAGE + "/app");
        }
        byte[] secret = factors.authenticators().offer(me().accountId());
        String uri = TimeBasedCode.uri(secret, "Backline", me().email());
        model.addAttribute("qr", QrPicture.of(uri));
        model.addAttribute("secret", TimeBasedCode.typed(secret));
        model.addAttribute("uri", uri);
        return "factors/app";
    }

    @PostMapping("/app")
    String addApp(
            @RequestParam(name = "code", defaultValue = "") String code,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        if (!confirmation.isFresh(me())) {
            return ConfirmPages.before(PAGE + "/app");
        }
        if (!duty.addApp(me(), code)) {
            IdentityException wrong = new IdentityException(IdentityError.SECOND_FACTOR_WRONG);
            model.addAttribute("fault", wrong.text(locale));
            return app(model);
        }
        return added(request);
    }

    @PostMapping("/app/remove")
    String removeApp(HttpServletResponse response, Model model, Locale locale) {
        return change(() -> duty.removeApp(me()), response, model, locale);
    }

    @PostMapping("/passkey")
    String addPasskey(
            @RequestParam(name = "answer", defaultValue = "") String answer,
            @RequestParam(name = "label", defaultValue = "") String label,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        if (!confirmation.isFresh(me())) {
            return ConfirmPages.before(PAGE);
        }
        String name = label.isBlank() ? texts.get("factors.passkey.unnamed") : label;
        try {
            duty.addPasskey(
                    me(),
                    () ->
                            factors.passkeys()
                                    .keep(PasskeyTalk.end(request).orElse(""), answer, name));
        } catch (PasskeyRefusedException e) {
            model.addAttribute("fault", texts.get("factors.passkey.failed"));
            return overview(response, model);
        }
        return added(request);
    }

    @PostMapping("/passkey/remove")
    String removePasskey(
            @RequestParam("id") UUID id, HttpServletResponse response, Model model, Locale locale) {
        return change(() -> duty.removePasskey(me(), id), response, model, locale);
    }

    @PostMapping("/codes")
    String renew(HttpServletRequest request) {
        if (!confirmation.isFresh(me())) {
            return ConfirmPages.before(PAGE);
        }
        return show(factors.recoveryCodes().renew(me().accountId()), request);
    }

    /** Once: whoever comes back finds none. */
    @GetMapping("/codes")
    String codes(HttpSession session, Model model) {
        Object codes = session.getAttribute(CODES);
        session.removeAttribute(CODES);
        if (codes == null) {
            return OVERVIEW;
        }
        model.addAttribute("codes", codes);
        return "factors/codes";
    }

    /** With the first factor come the codes for the day on which it is lost. */
    private String added(HttpServletRequest request) {
        // The account proves itself otherwise from now on; whoever planted the id is left behind.
        request.changeSessionId();
        AccountId me = me().accountId();
        return factors.recoveryCodes().left(me) == 0
                ? show(factors.recoveryCodes().renew(me), request)
                : OVERVIEW;
    }

    private static String show(List<String> codes, HttpServletRequest request) {
        request.getSession().setAttribute(CODES, List.copyOf(codes));
        return OVERVIEW + "/codes";
    }

    private String change(Runnable work, HttpServletResponse response, Model model, Locale locale) {
        if (!confirmation.isFresh(me())) {
            return ConfirmPages.before(PAGE);
        }
        try {
            work.run();
        } catch (IdentityException e) {
            model.addAttribute("fault", e.text(locale));
            return overview(response, model);
        }
        return OVERVIEW;
    }

    private AccountPrincipal me() {
        return signedIn.require();
    }
}
