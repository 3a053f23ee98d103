package studio.backline.server.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Tells all figures, in the text format that every Prometheus reads. */
final class FiguresServlet extends HttpServlet {

    @Serial private static final long serialVersionUID = 1L;
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final transient PrometheusMeterRegistry registry;

    FiguresServlet(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(FORMAT);
        registry.scrape(response.getOutputStream(), FORMAT);
    }
}
