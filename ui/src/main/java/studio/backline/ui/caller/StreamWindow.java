package studio.backline.ui.caller;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The window that a request belongs to. Vaadin names none while a file goes up or down, since it
 * does not hold the session meanwhile; there the address says which window asked.
 */
final class StreamWindow {

    private static final Pattern ADDRESS =
            Pattern.compile("/?VAADIN/dynamic/resource/(\\d{1,9})/.*");
    private static final String KNOWN = StreamWindow.class.getName();

    private StreamWindow() {}

    static Optional<UI> current() {
        UI ui = UI.getCurrent();
        if (ui != null) {
            return Optional.of(ui);
        }
        VaadinRequest request = VaadinRequest.getCurrent();
        VaadinSession session = VaadinSession.getCurrent();
        if (request == null || session == null || request.getPathInfo() == null) {
            return Optional.empty();
        }
        // Looked up once per request: later calls may hold a connection, and must not wait for the
        // session.
        if (request.getAttribute(KNOWN) instanceof UI known) {
            return Optional.of(known);
        }
        Matcher address = ADDRESS.matcher(request.getPathInfo());
        if (!address.matches()) {
            return Optional.empty();
        }
        Optional<UI> asking = find(session, Integer.parseInt(address.group(1)));
        asking.ifPresent(window -> request.setAttribute(KNOWN, window));
        return asking;
    }

    private static Optional<UI> find(VaadinSession session, int id) {
        session.lock();
        try {
            return Optional.ofNullable(session.getUIById(id));
        } finally {
            session.unlock();
        }
    }
}
