package studio.backline.platform.outbound.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import studio.backline.platform.outbound.wire.Traffic;

/** The opening handshake of a WebSocket (RFC 6455), and the first text that comes over it. */
final class Upgrade {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int LONGEST_HEAD = 16_384;
    private static final int LONGEST_TEXT = 125;
    private static final int FINAL_TEXT = 0x81;
    private static final int GRANTED = 101;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    private Upgrade() {}

    /**
     * Asks for it.
     *
     * @param host as it stands in the header: with the port, where it is not the usual one
     * @param key 16 random bytes in base 64
     */
    static void ask(
            OutputStream out,
            String host,
            String path,
            String key,
            Map<String, String> headers,
            Traffic traffic)
            throws IOException {
        String more =
                headers.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue() + "\r\n")
                        .collect(Collectors.joining());
        byte[] head =
                ("GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n%s\r\n")
                        .formatted(path, host, key, more)
                        .getBytes(StandardCharsets.US_ASCII);
        out.write(head);
        out.flush();
        traffic.sent(head.length);
    }

    /** Reads what comes back. */
    static UpgradeAnswer answer(InputStream in, String key, Traffic traffic) throws IOException {
        String head = head(in);
        traffic.received(head.length());
        Matcher status = STATUS.matcher(head);
        int code = status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
        boolean granted = code == GRANTED && accept(key).equals(field(head));
        return new UpgradeAnswer(code, granted, granted ? text(in, traffic) : "");
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String end = "\r\n\r\n";
        int matched = 0;
        while (matched < end.length()) {
            int next = in.read();
            if (next < 0 || read.size() == LONGEST_HEAD) {
                throw new IOException("The answer has no end of its head.");
            }
            read.write(next);
            matched = next == end.charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private static String field(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-accept:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** One whole, short, unmasked text, which is all that is awaited; anything else is none. */
    private static String text(InputStream in, Traffic traffic) throws IOException {
        int kind = in.read();
        int length = in.read();
        if (kind != FINAL_TEXT || length < 0 || length > LONGEST_TEXT) {
            return "";
        }
        byte[] text = in.readNBytes(length);
        traffic.received(text.length);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** What proves that the other side has understood; the RFC wants SHA-1, which keeps nothing. */
    static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1.", e);
        }
    }
}
