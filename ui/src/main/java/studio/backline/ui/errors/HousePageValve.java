package studio.backline.ui.errors;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import studio.backline.ui.security.SecurityHeaders;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.HouseLanguage;

/**
 * The house's page and headers for requests that the web server refuses before the application is
 * asked, such as an address that cannot be decoded.
 */
final class HousePageValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(HousePageValve.class);
    private static final int LEAST_ERROR = 400;

    private final ObjectProvider<ITemplateEngine> templates;
    private final ObjectProvider<HostTexts> texts;

    HousePageValve(ObjectProvider<ITemplateEngine> templates, ObjectProvider<HostTexts> texts) {
        this.templates = templates;
        this.texts = texts;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        boolean answered = response.getContentWritten() > 0;
        if (response.getStatus() < LEAST_ERROR || answered || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean connected = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, connected);
        if (!connected.get()) {
            return;
        }
        SecurityHeaders.put(response, request.isSecure());
        try {
            response.setContentType("text/html");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(page(response.getStatus()));
                response.finishResponse();
            }
        } catch (IOException e) {
            LOG.debug("Nobody waits for the error page any more", e);
        }
    }

    private String page(int status) {
        Context words = new Context(HouseLanguage.SPOKEN.getFirst());
        words.setVariables(new ErrorWords(texts.getObject()).of(status));
        return templates.getObject().process(ErrorPages.PAGE, words);
    }
}
