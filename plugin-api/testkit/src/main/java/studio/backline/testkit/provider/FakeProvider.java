package studio.backline.testkit.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An identity provider on loopback. It refuses what the standards let it refuse: an address to come
 * back to that is not entered character by character, a challenge that is missing or plain, a code
 * or a refresh token a second time, another proof of the client than the one that was agreed on,
 * scopes that the client may not ask for. It names itself in each answer (RFC 9207). What goes
 * wrong is scripted by endpoint.
 *
 * <p>Any thread. Tokens hold the word {@code canary}, so that a test finds them wherever they got
 * to.
 */
public final class FakeProvider implements AutoCloseable {

    private static final int LONGEST_SILENCE_SECONDS = 60;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<Endpoint, Turns> turns = new EnumMap<>(Endpoint.class);
    private final Grants grants;
    private final ProviderDesk desk;

    private FakeProvider(HttpServer server, Clock clock) {
        this.server = server;
        this.grants = new Grants(clock);
        this.desk = new ProviderDesk(grants, issuer());
        for (Endpoint each : Endpoint.values()) {
            turns.put(each, new Turns());
            server.createContext(each.path(), exchange -> serve(each, exchange));
        }
        server.setExecutor(threads);
        server.start();
    }

    /** Opens one at a free port of 127.0.0.1, without TLS. */
    public static FakeProvider open(Clock clock) throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        return new FakeProvider(HttpServer.create(new InetSocketAddress(here, 0), 0), clock);
    }

    /** Scheme, host and port: what it calls itself, too. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** An endpoint's address. */
    public URI at(Endpoint endpoint) {
        return URI.create(issuer() + endpoint.path());
    }

    /** Knows this client from now on, in the place of one of the same id. */
    public void register(FakeClient client) {
        desk.register(client);
    }

    /** How long an access token is good for, from the next one on; an hour before. */
    public void tokensLive(Duration time) {
        grants.lives(time);
    }

    /** Whether each refresh token is good for once, as it is before this is called. */
    public void rotates(boolean yes) {
        grants.rotates(yes);
    }

    /** Whether whoever comes is asked on a page, or agrees without; they agree before. */
    public void asksPeople(boolean yes) {
        desk.asksPeople(yes);
    }

    /** What happens at the next requests, one after the other; after them all goes well again. */
    public void next(Endpoint endpoint, Fault... faults) {
        turns(endpoint).add(List.of(faults));
    }

    /** What happens at each request from now on, after what is scripted. */
    public void always(Endpoint endpoint, Fault fault) {
        turns(endpoint).always(fault);
    }

    /** All goes well from now on. */
    public void recover() {
        turns.values().forEach(Turns::recover);
    }

    /** How many requests an endpoint has had. */
    public int requests(Endpoint endpoint) {
        return turns(endpoint).requests();
    }

    /** How many agreements can still be used: of each the newest refresh token is counted. */
    public int live() {
        return grants.live();
    }

    /** Each token that was ever handed out. */
    public List<String> everyToken() {
        return grants.all();
    }

    /** All people take back what they agreed to, in the provider's own settings. */
    public void peopleWithdraw() {
        grants.revokeAll();
    }

    /**
     * What a browser does with the address that a person is sent to: where it is sent back to.
     *
     * @throws IllegalStateException where it is shown a page, which tells why
     */
    public URI visit(URI address) {
        Reply reply =
                bend(
                        desk.authorize(Parameters.of(String.valueOf(address.getRawQuery()))),
                        turns(Endpoint.AUTHORIZATION).take());
        String location = reply.headers().get("Location");
        if (location == null) {
            throw new IllegalStateException(reply.status() + ": " + reply.body());
        }
        return URI.create(location);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(Endpoint endpoint, HttpExchange exchange) throws IOException {
        List<Fault> faults = turns(endpoint).take();
        try (exchange) {
            for (Fault fault : faults) {
                if (fault instanceof Fault.Instead instead) {
                    answer(exchange, instead.reply());
                    return;
                }
            }
            Reply honest = honest(endpoint, exchange);
            for (Fault fault : faults) {
                if (fault instanceof Fault.Transport lost) {
                    lose(exchange, lost);
                    return;
                }
            }
            answer(exchange, bend(honest, faults));
        }
    }

    private Reply honest(Endpoint endpoint, HttpExchange exchange) throws IOException {
        return switch (endpoint) {
            case AUTHORIZATION ->
                    desk.authorize(
                            Parameters.of(String.valueOf(exchange.getRequestURI().getRawQuery())));
            case TOKEN -> desk.token(call(exchange));
            case REVOCATION -> desk.revoke(call(exchange));
            case RESOURCE -> desk.resource(call(exchange));
        };
    }

    private static ProviderDesk.Call call(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return new ProviderDesk.Call(
                    exchange.getRequestMethod(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestURI().getRawQuery() != null,
                    Parameters.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private Turns turns(Endpoint endpoint) {
        return Objects.requireNonNull(turns.get(endpoint));
    }

    private static Reply bend(Reply honest, List<Fault> faults) {
        Reply reply = honest;
        for (Fault fault : faults) {
            reply =
                    switch (fault) {
                        case Fault.Instead instead -> instead.reply();
                        case Fault.Bent bent -> ProviderDesk.bend(reply, bent);
                        case Fault.BentReturn bent -> ProviderDesk.bend(reply, bent);
                        case Fault.Transport lost -> reply;
                    };
        }
        return reply;
    }

    private void lose(HttpExchange exchange, Fault.Transport lost) throws IOException {
        if (lost.silent()) {
            try {
                end.await(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write("{\"access_to".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            } catch (IOException e) {
                // Whoever asked has heard enough.
                exchange.close();
            }
        }
    }
}
