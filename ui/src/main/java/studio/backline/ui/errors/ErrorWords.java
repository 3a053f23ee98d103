package studio.backline.ui.errors;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.audit.Origin;
import studio.backline.ui.text.HostTexts;

/** What the page of a refusal or failure says. */
final class ErrorWords {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorWords.class);

    /** RFC 6585: Request Header Fields Too Large. */
    private static final int TOO_MUCH_IN_THE_HEAD = 431;

    private final HostTexts texts;

    ErrorWords(HostTexts texts) {
        this.texts = texts;
    }

    /** The words for a status, as the page's template wants them. */
    Map<String, Object> of(int status) {
        if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            String number = Origin.currentNumber();
            LOG.error("A request failed with {}, reference {}.", status, number);
            return page("error.broken.title", "error.broken.text", number);
        }
        return switch (status) {
            case HttpServletResponse.SC_BAD_REQUEST,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    HttpServletResponse.SC_REQUEST_URI_TOO_LONG,
                    TOO_MUCH_IN_THE_HEAD ->
                    page("error.unreadable.title", "error.unreadable.text");
            case HttpServletResponse.SC_FORBIDDEN -> page("error.stale.title", "error.stale.text");
            default -> page("error.not-found.title", "error.not-found.text");
        };
    }

    private Map<String, Object> page(String title, String text, Object... arguments) {
        return Map.of(
                "title", texts.get(title),
                "text", texts.get(text, arguments),
                "back", texts.get("error.back"));
    }
}
