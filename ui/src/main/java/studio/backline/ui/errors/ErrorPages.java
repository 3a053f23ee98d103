package studio.backline.ui.errors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import studio.backline.ui.text.HostTexts;

/** Refusals and failures outside the screens, in words. */
@Controller
class ErrorPages implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final String PAGE = "error/page";

    private final HostTexts texts;

    ErrorPages(HostTexts texts) {
        this.texts = texts;
    }

    @RequestMapping("/error/needs-tls")
    String needsTls(HttpServletResponse response, Model model) {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        say(model, texts.get("error.needs-tls.title"), texts.get("error.needs-tls.text"));
        model.addAttribute(
                "steps",
                List.of(
                        texts.get("error.needs-tls.here"),
                        texts.get("error.needs-tls.proxy"),
                        texts.get("error.needs-tls.tunnel")));
        return PAGE;
    }

    @RequestMapping("/error")
    String error(HttpServletRequest request, HttpServletResponse response, Model model) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer number ? number : HttpServletResponse.SC_NOT_FOUND;
        response.setStatus(status);
        model.addAttribute("back", texts.get("error.back"));
        if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            String number = Reference.next();
            LOG.error("A request failed with {}, reference {}.", status, number);
            say(model, texts.get("error.broken.title"), texts.get("error.broken.text", number));
            return PAGE;
        }
        if (status == HttpServletResponse.SC_FORBIDDEN) {
            say(model, texts.get("error.stale.title"), texts.get("error.stale.text"));
            return PAGE;
        }
        say(model, texts.get("error.not-found.title"), texts.get("error.not-found.text"));
        return PAGE;
    }

    private static void say(Model model, String title, String text) {
        model.addAttribute("title", title);
        model.addAttribute("text", text);
    }
}
