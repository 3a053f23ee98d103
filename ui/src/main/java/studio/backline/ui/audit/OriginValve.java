package studio.backline.ui.audit;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import studio.backline.platform.audit.Origin;

/**
 * Gives each request its origin. Not a filter: what the web server logs of a failure, and the page
 * that it sends then, come after all filters and belong to the request as well.
 */
final class OriginValve extends ValveBase {

    private static final String KEPT = Origin.class.getName();

    OriginValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try {
            of(request)
                    .call(
                            () -> {
                                getNext().invoke(request, response);
                                return true;
                            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One for the request, also where it goes on in another thread. */
    private static Origin of(Request request) {
        if (request.getAttribute(KEPT) instanceof Origin kept) {
            return kept;
        }
        Origin origin =
                Origin.ofRequest(
                        Objects.requireNonNullElse(request.getRemoteAddr(), ""),
                        Objects.requireNonNullElse(request.getHeader("User-Agent"), ""));
        request.setAttribute(KEPT, origin);
        return origin;
    }
}
