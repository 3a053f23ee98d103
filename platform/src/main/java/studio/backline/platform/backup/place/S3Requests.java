package studio.backline.platform.backup.place;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundBody;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.encryption.signing.AwsSignature;

/** Signed requests to one bucket. */
final class S3Requests {

    private static final String PURPOSE = "backup";
    private static final String BYTES = "application/octet-stream";
    private static final OutboundRequest.Limits LIMITS =
            new OutboundRequest.Limits(Duration.ofMinutes(1), Duration.ofMinutes(30), 64L << 20);

    private final URI bucket;
    private final AwsSignature signature;
    private final Outbound outbound;
    private final Clock clock;

    S3Requests(URI bucket, AwsSignature signature, Outbound outbound, Clock clock) {
        this.bucket = bucket;
        this.signature = signature;
        this.outbound = outbound;
        this.clock = clock;
    }

    /** As a query and the signature want it. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Document get(String key, String query) throws IOException {
        return document(send("GET", key, query, new byte[0], Map.of()).content());
    }

    Document post(String key, String query, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Document answer = document(send("POST", key, query, bytes, Map.of()).content());
        // Its head was sent before it was known whether it could be done.
        if (answer.getDocumentElement().getTagName().equals("Error")) {
            throw refused(500, child(answer.getDocumentElement(), "Code"));
        }
        return answer;
    }

    /** Returns the tag of what is there now. */
    String put(String key, String query, byte[] content) throws IOException {
        return send("PUT", key, query, content, Map.of()).tag();
    }

    /** Bytes from there on, up to so many; fewer at its end. */
    byte[] range(String key, long from, long length) throws IOException {
        Map<String, String> range =
                Map.of("Range", "bytes=%d-%d".formatted(from, from + length - 1));
        return send("GET", key, "", new byte[0], range).content();
    }

    long size(String key) throws IOException {
        return send("HEAD", key, "", new byte[0], Map.of()).length();
    }

    void delete(String key, String query) throws IOException {
        send("DELETE", key, query, new byte[0], Map.of());
    }

    String text(Document document, String name) throws IOException {
        return elements(document, name).stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElseThrow(() -> new IOException("The store's answer has no " + name + "."));
    }

    static List<Element> elements(Document document, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = document.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    static String child(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private record Answer(byte[] content, String tag, long length) {}

    private Answer send(
            String method, String key, String query, byte[] body, Map<String, String> more)
            throws IOException {
        URI uri =
                URI.create(
                        bucket
                                + (key.isEmpty() ? "" : "/" + key)
                                + (query.isEmpty() ? "" : "?" + query));
        OutboundRequest request =
                OutboundRequest.of(PURPOSE, method, uri).limits(LIMITS).repeatable(true);
        for (Map.Entry<String, String> field : more.entrySet()) {
            request = request.header(field.getKey(), field.getValue());
        }
        for (Map.Entry<String, String> field :
                signature.headers(method, uri, body, clock.instant()).entrySet()) {
            request = request.header(field.getKey(), field.getValue());
        }
        if (body.length > 0) {
            request = request.body(OutboundBody.of(BYTES, body));
        }
        try (OutboundResponse answer = outbound.send(request)) {
            byte[] content = answer.bytes();
            if (answer.status() == 404 && method.equals("DELETE")) {
                return new Answer(new byte[0], "", 0);
            }
            if (answer.status() >= 300) {
                throw refused(answer.status(), code(content));
            }
            return new Answer(
                    content,
                    answer.header("ETag").orElse(""),
                    answer.header("Content-Length").map(Long::parseLong).orElse(0L));
        }
    }

    private BackupRefusedException refused(int status, String code) {
        return new BackupRefusedException(
                "place-refuses",
                "The store at %s refuses (HTTP %d%s)."
                        .formatted(bucket, status, code.isEmpty() ? "" : ", " + code),
                "Check bucket, region and keys, and that the keys may list, read, write and delete"
                        + " there.");
    }

    private static String code(byte[] content) throws IOException {
        return content.length == 0 || content[0] != '<'
                ? ""
                : child(document(content).getDocumentElement(), "Code");
    }

    private static Document document(byte[] content) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(content));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("The store's answer cannot be read.", e);
        }
    }
}
