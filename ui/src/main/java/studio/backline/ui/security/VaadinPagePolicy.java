package studio.backline.ui.security;

import com.vaadin.flow.server.communication.IndexHtmlRequestListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.jsoup.nodes.Element;

/**
 * The policy of Vaadin's host page: scripts of this house only, inline ones by a nonce of this
 * answer. Flow's client builds functions from text and writes style attributes, so it needs
 * 'unsafe-eval' for scripts and 'unsafe-inline' for styles; see decision 0030.
 */
final class VaadinPagePolicy implements IndexHtmlRequestListener {

    private static final long serialVersionUID = 1L;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 18;

    @Override
    public void modifyIndexHtmlResponse(IndexHtmlResponse response) {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        String nonce = Base64.getEncoder().encodeToString(random);
        for (Element script : response.getDocument().getElementsByTag("script")) {
            script.attr("nonce", nonce);
        }
        response.getVaadinResponse()
                .setHeader(
                        SecurityHeaders.POLICY,
                        "default-src 'none'; script-src 'self' 'nonce-"
                                + nonce
                                + "' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
                                + " img-src 'self' data: blob:; media-src 'self'; font-src 'self' data:;"
                                + " connect-src 'self'; manifest-src 'self';"
                                + " form-action 'self'; frame-ancestors 'none'; base-uri 'self'");
    }
}
