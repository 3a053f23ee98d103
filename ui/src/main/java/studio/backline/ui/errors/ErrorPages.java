package studio.backline.ui.errors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import studio.backline.ui.text.HostTexts;

/** Refusals and failures outside the screens, in words. */
@Controller
class ErrorPages implements ErrorController {

    static final String PAGE = "error/page";

    private final HostTexts texts;
    private final ErrorWords words;

    ErrorPages(HostTexts texts) {
        this.texts = texts;
        this.words = new ErrorWords(texts);
    }

    @RequestMapping("/error/needs-tls")
    String needsTls(HttpServletResponse response, Model model) {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        model.addAttribute("title", texts.get("error.needs-tls.title"));
        model.addAttribute("text", texts.get("error.needs-tls.text"));
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
        model.addAllAttributes(words.of(status));
        return PAGE;
    }
}
