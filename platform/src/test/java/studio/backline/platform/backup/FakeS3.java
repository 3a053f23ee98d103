package studio.backline.platform.backup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import studio.backline.platform.encryption.signing.AwsSignature;

/** A bucket on loopback that speaks S3's words: objects, uploads in parts, signatures. */
final class FakeS3 implements AutoCloseable {

    static final AwsSignature KEYS = new AwsSignature("AKIAFAKE", "secret/key+", "eu-test-1");

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    final Map<String, byte[]> objects = new TreeMap<>();
    final Map<String, TreeMap<Integer, byte[]>> uploads = new TreeMap<>();
    private final HttpServer server;
    private int refusals;

    private FakeS3(HttpServer server) {
        this.server = server;
        server.createContext("/studio", this::handle);
        server.start();
    }

    static FakeS3 open() throws IOException {
        return new FakeS3(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    String address() {
        return "http://127.0.0.1:%d/studio/backline".formatted(server.getAddress().getPort());
    }

    /** From now on refuses this many writes of a part. */
    void refuse(int parts) {
        refusals = parts;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!isSigned(exchange, body)) {
                answer(exchange, 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
                return;
            }
            String key = exchange.getRequestURI().getPath().replaceFirst("^/studio/?", "");
            Map<String, String> query = query(exchange.getRequestURI());
            switch (exchange.getRequestMethod()) {
                case "GET" -> get(exchange, key, query);
                case "HEAD" -> head(exchange, key);
                case "POST" -> post(exchange, key, query);
                case "PUT" -> put(exchange, query, body);
                default -> delete(exchange, key, query);
            }
        }
    }

    private void get(HttpExchange exchange, String key, Map<String, String> query)
            throws IOException {
        if (query.containsKey("uploads")) {
            answer(
                    exchange,
                    200,
                    listed("ListMultipartUploadsResult", unfinished(query.get("prefix"))));
        } else if (query.containsKey("list-type")) {
            answer(exchange, 200, listed("ListBucketResult", contents(query.get("prefix"))));
        } else if (objects.containsKey(key)) {
            range(exchange, objects.get(key));
        } else {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
        }
    }

    private static void range(HttpExchange exchange, byte[] object) throws IOException {
        String[] range = exchange.getRequestHeaders().getFirst("Range").substring(6).split("-");
        int from = Integer.parseInt(range[0]);
        byte[] part = Arrays.copyOfRange(object, from, Integer.parseInt(range[1]) + 1);
        exchange.sendResponseHeaders(206, part.length);
        exchange.getResponseBody().write(part);
    }

    private String unfinished(String prefix) {
        return uploads.keySet().stream()
                .filter(id -> id.startsWith(prefix))
                .map(FakeS3::upload)
                .collect(Collectors.joining());
    }

    private String contents(String prefix) {
        return objects.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .map(
                        each ->
                                "<Contents><Key>%s</Key><Size>%d</Size></Contents>"
                                        .formatted(each.getKey(), each.getValue().length))
                .collect(Collectors.joining());
    }

    private void head(HttpExchange exchange, String key) throws IOException {
        byte[] object = objects.get(key);
        if (object != null) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(object.length));
        }
        exchange.sendResponseHeaders(object == null ? 404 : 200, -1);
    }

    private void post(HttpExchange exchange, String key, Map<String, String> query)
            throws IOException {
        if (query.containsKey("uploads")) {
            String id = key + " " + (uploads.size() + 1);
            uploads.put(id, new TreeMap<>());
            answer(
                    exchange,
                    200,
                    "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
                            .formatted(id));
            return;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        uploads.remove(query.get("uploadId")).values().forEach(whole::writeBytes);
        objects.put(key, whole.toByteArray());
        answer(exchange, 200, "<CompleteMultipartUploadResult/>");
    }

    private void put(HttpExchange exchange, Map<String, String> query, byte[] body)
            throws IOException {
        if (refusals > 0) {
            refusals--;
            answer(exchange, 403, "<Error><Code>QuotaExceeded</Code></Error>");
            return;
        }
        uploads.get(query.get("uploadId")).put(Integer.valueOf(query.get("partNumber")), body);
        exchange.getResponseHeaders().set("ETag", "\"%s\"".formatted(query.get("partNumber")));
        exchange.sendResponseHeaders(200, -1);
    }

    private void delete(HttpExchange exchange, String key, Map<String, String> query)
            throws IOException {
        if (query.containsKey("uploadId")) {
            uploads.remove(query.get("uploadId"));
        } else {
            objects.remove(key);
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private static String listed(String name, String content) {
        return "<%s>%s</%s>".formatted(name, content, name);
    }

    private static String upload(String id) {
        return "<Upload><Key>%s</Key><UploadId>%s</UploadId></Upload>"
                .formatted(id.split(" ")[0], id);
    }

    private boolean isSigned(HttpExchange exchange, byte[] body) {
        String at = exchange.getRequestHeaders().getFirst("x-amz-date");
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (at == null || shown == null) {
            return false;
        }
        Instant instant = LocalDateTime.parse(at, INSTANT).toInstant(ZoneOffset.UTC);
        URI uri =
                URI.create(
                        "http://127.0.0.1:"
                                + server.getAddress().getPort()
                                + exchange.getRequestURI());
        return KEYS.headers(exchange.getRequestMethod(), uri, body, instant)
                .get("Authorization")
                .equals(shown);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new TreeMap<>();
        if (uri.getQuery() != null) {
            for (String pair : uri.getQuery().split("&")) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], parts.length > 1 ? parts[1] : "");
            }
        }
        return query;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
