package studio.backline.ui.reach;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Stands where Spring's servlet hands a request on to Vaadin's, and takes off it what Spring has
 * noted there for itself: its context, and handlers that know it.
 */
final class WithoutSpring implements Filter {

    private static final String NOTES = "org.springframework.web.servlet.";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Map<String, Object> notes = new LinkedHashMap<>();
        for (String name : Collections.list(request.getAttributeNames())) {
            if (name.startsWith(NOTES)) {
                notes.put(name, request.getAttribute(name));
            }
        }
        notes.keySet().forEach(request::removeAttribute);
        request.setAttribute(
                DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, WithheldContext.INSTANCE);
        try {
            chain.doFilter(request, response);
        } finally {
            notes.forEach(request::setAttribute);
        }
    }
}
