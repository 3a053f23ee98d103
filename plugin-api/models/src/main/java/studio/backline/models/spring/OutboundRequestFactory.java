package studio.backline.models.spring;

import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import studio.backline.contract.outbound.Outbound;
import studio.backline.models.outbound.OutboundUse;

/**
 * Requests of Spring's RestClient and of its HTTP interfaces, through the house's way out. What the
 * way out refuses is thrown as it is; what fails on the way is an IOException, as Spring expects.
 */
public final class OutboundRequestFactory implements ClientHttpRequestFactory {

    private final Outbound outbound;
    private final OutboundUse use;

    /** A factory for requests of one use. */
    public OutboundRequestFactory(Outbound outbound, OutboundUse use) {
        this.outbound = outbound;
        this.use = use;
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
        return new OutboundClientRequest(outbound, use, uri, method);
    }
}
