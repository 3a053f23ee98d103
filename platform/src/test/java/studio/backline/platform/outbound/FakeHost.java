package studio.backline.platform.outbound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import studio.backline.testkit.mail.SelfMadeCertificate;

/** A server of somebody else, on loopback, with a certificate for the name {@code fake.test}. */
public final class FakeHost implements AutoCloseable {

    /** The name that its certificate is for. */
    public static final String NAME = "fake.test";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();

    private FakeHost(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.start();
    }

    /** Over TLS. */
    public static FakeHost open(SelfMadeCertificate certificate)
            throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.showing()));
        return new FakeHost(server);
    }

    /** Without TLS. */
    static FakeHost openPlain() throws IOException {
        return new FakeHost(HttpServer.create(loopback(), 0));
    }

    /** A certificate for its name. */
    public static SelfMadeCertificate certificate(Path folder, String... more) throws Exception {
        return SelfMadeCertificate.of(folder, NAME, more);
    }

    /** An address on it. */
    public URI at(String path) {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://" + NAME + ":" + server.getAddress().getPort() + path);
    }

    /** Answers there. */
    public void on(String path, HttpHandler handler) {
        server.createContext(
                path,
                exchange -> {
                    requests.incrementAndGet();
                    try (exchange) {
                        handler.handle(exchange);
                    }
                });
    }

    /** How many came. */
    public int requests() {
        return requests.get();
    }

    /** Answers. */
    public static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    static String text(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void redirect(HttpExchange exchange, String where) throws IOException {
        exchange.getResponseHeaders().set("Location", where);
        answer(exchange, 302, "");
    }

    /** A drop now and then, until it is told to end. */
    static void trickle(HttpExchange exchange, CountDownLatch end) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 200 && end.getCount() > 0; i++) {
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
