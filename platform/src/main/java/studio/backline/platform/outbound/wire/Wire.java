package studio.backline.platform.outbound.wire;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.InputStreamFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import studio.backline.contract.outbound.OutboundFailedException;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.platform.outbound.address.Destination;

/**
 * Sends one request once: no retry, no redirect, no cookie, no proxy of the environment. Two pools
 * of connections, so that one opened into a private network is never lent to who may not go there.
 */
public final class Wire implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 200;
    private static final int CONNECTIONS_PER_HOST = 20;

    private final CloseableHttpClient internet;
    private final CloseableHttpClient everywhere;
    private final Alarms alarms = Alarms.open();

    public Wire(NameService names, SSLContext tls) {
        WireLogs.silence();
        this.internet = client(new CheckedNames(names, false), tls);
        this.everywhere = client(new CheckedNames(names, true), tls);
    }

    /**
     * Sends it and waits for the answer's head.
     *
     * @param privateToo whether the destination may lie in a private network
     */
    public OutboundResponse exchange(
            Destination destination,
            boolean privateToo,
            URI uri,
            OutboundRequest request,
            Deadline deadline,
            Traffic traffic)
            throws OutboundFailedException {
        HttpUriRequestBase out = message(destination, uri, request, deadline, traffic);
        Attempt attempt =
                new Attempt(
                        out,
                        deadline,
                        request.limits().responseBytes(),
                        traffic,
                        alarms.at(deadline, out::cancel));
        try {
            HttpHost host =
                    new HttpHost(
                            destination.secure() ? "https" : "http",
                            destination.host(),
                            destination.port());
            var answer = (privateToo ? everywhere : internet).executeOpen(host, out, null);
            attempt.answered(answer);
            return new WireResponse(answer, attempt);
        } catch (IOException e) {
            attempt.end();
            throw attempt.failure(e);
        } catch (RuntimeException e) {
            attempt.end();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        alarms.close();
        internet.close();
        everywhere.close();
    }

    private static HttpUriRequestBase message(
            Destination destination,
            URI uri,
            OutboundRequest request,
            Deadline deadline,
            Traffic traffic) {
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        HttpUriRequestBase out =
                new HttpUriRequestBase(
                        request.method(), URI.create(destination.origin() + path + query));
        for (Map.Entry<String, String> header : request.headers()) {
            out.addHeader(header.getKey(), header.getValue());
        }
        if (request.body().present()) {
            out.setEntity(new RequestEntity(request.body(), traffic));
        }
        out.setConfig(
                RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(deadline.left()))
                        .setResponseTimeout(
                                timeout(shorter(request.limits().silence(), deadline.left())))
                        .build());
        return out;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Zero would mean for ever. */
    private static Timeout timeout(Duration time) {
        return Timeout.ofMilliseconds(Math.max(1, time.toMillis()));
    }

    private static CloseableHttpClient client(CheckedNames names, SSLContext tls) {
        return HttpClientBuilder.create()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setDnsResolver(names)
                                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                                .setMaxConnTotal(CONNECTIONS)
                                .setMaxConnPerRoute(CONNECTIONS_PER_HOST)
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(Timeout.of(CONNECT))
                                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                                .setTimeToLive(TimeValue.ofMinutes(10))
                                                .build())
                                .build())
                .setContentDecoderRegistry(decoders())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setProxySelector(null)
                .setUserAgent("Backline")
                .build();
    }

    /** What everybody speaks. The library would offer ten more, each a decoder for strangers. */
    private static LinkedHashMap<String, InputStreamFactory> decoders() {
        LinkedHashMap<String, InputStreamFactory> decoders = new LinkedHashMap<>();
        decoders.put("gzip", GZIPInputStream::new);
        decoders.put("x-gzip", GZIPInputStream::new);
        decoders.put("deflate", InflaterInputStream::new);
        return decoders;
    }
}
