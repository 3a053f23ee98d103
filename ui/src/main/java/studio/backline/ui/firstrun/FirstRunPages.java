package studio.backline.ui.firstrun;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import studio.backline.platform.encryption.RecoverySheet;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.FirstRunRequest;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.tenancy.Slug;
import studio.backline.platform.tenancy.TenancyException;
import studio.backline.ui.text.AccountFaults;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.HouseLanguage;
import studio.backline.ui.text.Refusals;

/** The wizard of the first run: plain pages, one form each. The gate lets nobody in afterwards. */
@Controller
@RequestMapping("/first-run")
class FirstRunPages {

    private static final int LONGEST_POSTER = 100;

    private final HostTexts texts;
    private final FirstRun firstRun;
    private final AccountFaults faults;
    private final Opening opening;
    private final Refusals refusals;

    FirstRunPages(
            HostTexts texts,
            FirstRun firstRun,
            AccountFaults faults,
            Opening opening,
            Refusals refusals) {
        this.texts = texts;
        this.firstRun = firstRun;
        this.faults = faults;
        this.opening = opening;
        this.refusals = refusals;
    }

    @GetMapping
    String start(HttpSession session) {
        return "redirect:" + Draft.of(session).furthest().path();
    }

    @GetMapping("/code")
    String code(HttpServletRequest request, Model model) {
        return page(Step.CODE, request, model);
    }

    @PostMapping("/code")
    String code(
            HttpServletRequest request,
            Model model,
            Locale locale,
            @RequestParam(name = "code", defaultValue = "") String typed) {
        try {
            firstRun.checkCode(typed);
        } catch (IdentityException e) {
            model.addAttribute("wrongCode", e.text(locale));
            return page(Step.CODE, request, model);
        }
        Draft.of(request.getSession()).code(typed);
        return "redirect:" + Step.YOU.path();
    }

    @GetMapping("/you")
    String you(HttpServletRequest request, Model model) {
        return page(Step.YOU, request, model);
    }

    @PostMapping("/you")
    String you(
            HttpServletRequest request,
            Model model,
            Locale locale,
            @RequestParam(name = "name", defaultValue = "") String name,
            @RequestParam(name = "mail", defaultValue = "") String mail,
            @RequestParam(name = "password", defaultValue = "") String password) {
        Draft draft = Draft.of(request.getSession());
        draft.you(name, mail);
        Map<String, String> wrong = faults.of(name, mail, password, locale);
        // Left empty on the way back: the one that was good stays.
        if (password.isEmpty() && draft.isPasswordSet()) {
            wrong.remove(AccountFaults.PASSWORD);
        }
        if (!wrong.isEmpty()) {
            model.addAllAttributes(wrong);
            return page(Step.YOU, request, model);
        }
        if (!password.isEmpty()) {
            draft.password(password);
        }
        return "redirect:" + Step.PLAYS.path();
    }

    @GetMapping("/plays")
    String plays(HttpServletRequest request, Model model) {
        return page(Step.PLAYS, request, model);
    }

    @PostMapping("/plays")
    String plays(
            HttpServletRequest request,
            Model model,
            @RequestParam(name = "plays", defaultValue = "ME") FirstRunRequest.Plays plays,
            @RequestParam(name = "poster", defaultValue = "") String poster,
            @RequestParam(name = "slug", defaultValue = "") String slug,
            @RequestParam(name = "language", defaultValue = "en") String language) {
        Draft draft = Draft.of(request.getSession());
        draft.plays(plays, poster, slug, language);
        if (draft.getPoster().isEmpty() || draft.getPoster().length() > LONGEST_POSTER) {
            model.addAttribute("wrongPoster", texts.get("tenancy.name"));
        }
        if (!draft.getSlug().isEmpty()) {
            try {
                new Slug(draft.getSlug());
            } catch (TenancyException e) {
                model.addAttribute("wrongSlug", refusals.of(e));
            }
        }
        if (model.containsAttribute("wrongPoster") || model.containsAttribute("wrongSlug")) {
            return page(Step.PLAYS, request, model);
        }
        return "redirect:" + Step.SHEET.path();
    }

    @GetMapping("/sheet")
    String sheet(HttpServletRequest request, Model model) {
        return page(Step.SHEET, request, model);
    }

    @PostMapping("/sheet")
    String sheetSeen(HttpSession session) {
        Draft.of(session).sheetSeen();
        return "redirect:" + Draft.of(session).furthest().path();
    }

    @GetMapping("/open")
    String open(HttpServletRequest request, Model model) {
        return page(Step.OPEN, request, model);
    }

    @PostMapping("/open")
    String open(
            HttpServletRequest request,
            Model model,
            Locale locale,
            @RequestParam(name = "word", defaultValue = "") String word) {
        Draft draft = Draft.of(request.getSession());
        if (draft.furthest() != Step.OPEN) {
            return "redirect:" + draft.furthest().path();
        }
        RecoverySheet recovery = opening.sheet();
        if (!recovery.endsWith(word)) {
            model.addAttribute("wrongWord", texts.get("first-run.open.word.wrong"));
            return page(Step.OPEN, request, model);
        }
        try {
            opening.open(draft);
        } catch (IdentityException e) {
            model.addAttribute("fault", e.text(locale));
            return page(Step.OPEN, request, model);
        } catch (TenancyException e) {
            model.addAttribute("fault", refusals.of(e));
            return page(Step.OPEN, request, model);
        }
        Draft.forget(request.getSession());
        return "redirect:/sign-in?open";
    }

    private String page(Step step, HttpServletRequest request, Model model) {
        Draft draft = Draft.of(request.getSession());
        if (step.compareTo(draft.furthest()) > 0) {
            return "redirect:" + draft.furthest().path();
        }
        model.addAttribute("draft", draft);
        model.addAttribute("step", step);
        model.addAttribute("steps", Step.values());
        model.addAttribute("languages", HouseLanguage.SPOKEN);
        model.addAttribute("local", !request.isSecure());
        if (step == Step.SHEET) {
            model.addAttribute("lines", opening.sheet().lines());
        }
        return "first-run/" + step.word();
    }
}
