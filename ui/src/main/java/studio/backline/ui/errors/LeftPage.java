package studio.backline.ui.errors;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.ui.caller.EndedAccess;
import studio.backline.ui.caller.Memberships;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HostTexts;

/** Says that access to a workspace has ended, what became of the work, and where one is now. */
@Controller
class LeftPage {

    private final HostTexts texts;
    private final SignedIn signedIn;
    private final Memberships memberships;

    LeftPage(HostTexts texts, SignedIn signedIn, Memberships memberships) {
        this.texts = texts;
        this.signedIn = signedIn;
        this.memberships = memberships;
    }

    @GetMapping(EndedAccess.PAGE)
    String show(HttpSession session, Model model) {
        Optional<EndedAccess.End> from = EndedAccess.from(session);
        if (from.isEmpty()) {
            return "redirect:/";
        }
        Optional<String> now =
                signedIn.find().map(AccountPrincipal::accountId).stream()
                        .flatMap(account -> memberships.of(account).stream())
                        .map(membership -> membership.workspace().name())
                        .findFirst();
        String of = from.get().byOneself() ? "left.own." : "left.";
        model.addAttribute("title", texts.get(of + "title", from.get().workspace()));
        model.addAttribute("text", texts.get(of + (now.isPresent() ? "text" : "nowhere")));
        model.addAttribute(
                "back",
                now.map(name -> texts.get("left.back", name))
                        .orElseGet(() -> texts.get("error.back")));
        return ErrorPages.PAGE;
    }
}
