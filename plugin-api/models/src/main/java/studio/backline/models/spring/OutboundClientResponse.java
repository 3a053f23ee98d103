package studio.backline.models.spring;

import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import studio.backline.contract.outbound.OutboundResponse;

/** One answer for RestClient. */
record OutboundClientResponse(OutboundResponse response) implements ClientHttpResponse {

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatusCode.valueOf(response.status());
    }

    @Override
    public String getStatusText() {
        HttpStatus known = HttpStatus.resolve(response.status());
        return known == null ? "" : known.getReasonPhrase();
    }

    @Override
    public HttpHeaders getHeaders() {
        return SpringHeaders.of(response);
    }

    @Override
    public InputStream getBody() {
        return response.body();
    }

    @Override
    public void close() {
        response.close();
    }
}
