package studio.backline.bench.outbound;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.bench.people.PeopleHouse;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.contract.tenancy.Caller;
import studio.backline.testkit.flat.FlatHost;

/**
 * What host list, gates, limits and ledger add to a call, against the same HTTP client without any
 * of it; both to the same server on loopback, over connections that are open already.
 */
public final class OutboundBenchmark implements Benchmark {

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 9;
    private static final int CALLS = 2_000;
    private static final double MOST_MICROS = 200;
    private static final byte[] BODY = "x".repeat(1_000).getBytes(StandardCharsets.US_ASCII);

    @Override
    public String id() {
        return "outbound";
    }

    @Override
    public String title() {
        return "A call through the way out, against the same HTTP client by itself.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        FlatHost house = PeopleHouse.open(workbench);
        Caller caller = house.newWorkspace();
        Outbound out = house.bean(Outbound.class);
        HttpServer server = serve();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        house.hosts().add(address);
        try (ExecutorService threads = Executors.newCachedThreadPool();
                CloseableHttpClient bare = HttpClients.createDefault()) {
            server.setExecutor(threads);
            server.start();
            Rounds.Pair pair =
                    Rounds.alternate(
                            WARM_UP,
                            ROUNDS,
                            () -> house.call(caller, () -> micros(() -> through(out, address))),
                            () -> micros(() -> bare(bare, address)));
            report.add(
                    Result.of(
                            "a call, added to the client's own time",
                            "µs",
                            pair.ours() - pair.limit(),
                            MOST_MICROS,
                            Wanted.atMost(1)));
            report.add(
                    Result.of("a call in all, against the client's", "µs", pair, Wanted.nothing()));
            server.stop(0);
        }
    }

    private static HttpServer serve() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, BODY.length);
                    exchange.getResponseBody().write(BODY);
                    exchange.close();
                });
        return server;
    }

    private static double micros(Call call) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            if (call.bytes() != BODY.length) {
                throw new IllegalStateException("An answer was not whole.");
            }
        }
        return (System.nanoTime() - start) / 1e3 / CALLS;
    }

    private static int through(Outbound out, URI address) throws IOException {
        try (OutboundResponse answer = out.send(OutboundRequest.of("bench.call", "GET", address))) {
            return answer.bytes().length;
        }
    }

    private static int bare(CloseableHttpClient client, URI address) throws IOException {
        return client.execute(
                new HttpGet(address), answer -> EntityUtils.toByteArray(answer.getEntity()).length);
    }

    /** One call; how many bytes it brought. */
    @FunctionalInterface
    private interface Call {
        int bytes() throws Exception;
    }
}
