package studio.backline.testkit.mail;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server on loopback that knows texts alone (RFC 1035, over UDP). */
public final class FakeNameServer implements AutoCloseable {

    private static final int HEAD_BYTES = 12;
    private static final int LONGEST_STRING = 255;
    private static final int TXT = 16;
    private static final int NO_SUCH_NAME = 0x8183;
    private static final int ANSWER = 0x8180;

    private final DatagramSocket socket;
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();

    private FakeNameServer(DatagramSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().name("fake-names").start(this::serve);
    }

    /** One at a free port. */
    public static FakeNameServer open() {
        try {
            return new FakeNameServer(
                    new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its port. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Publishes a text; one that is too long for a string of the protocol becomes several. */
    public FakeNameServer publish(String name, String text) {
        texts.computeIfAbsent(name, unknown -> new CopyOnWriteArrayList<>()).add(text);
        return this;
    }

    private void serve() {
        byte[] buffer = new byte[1_500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket asked = new DatagramPacket(buffer, buffer.length);
                socket.receive(asked);
                byte[] answer = answer(buffer, asked.getLength());
                socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private byte[] answer(byte[] asked, int length) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = HEAD_BYTES;
        while (at < length && asked[at] != 0) {
            int label = asked[at];
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(asked, at + 1, label, StandardCharsets.US_ASCII));
            at += label + 1;
        }
        int end = at + 5;
        List<String> found =
                texts.getOrDefault(name.toString().toLowerCase(Locale.ROOT), List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(asked, 0, 2);
        out.writeShort(found.isEmpty() ? NO_SUCH_NAME : ANSWER);
        out.writeShort(1);
        out.writeShort(found.size());
        out.writeInt(0);
        out.write(asked, HEAD_BYTES, end - HEAD_BYTES);
        for (String text : found) {
            byte[] strings = strings(text.getBytes(StandardCharsets.UTF_8));
            out.writeShort(0xc000 | HEAD_BYTES);
            out.writeShort(TXT);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(strings.length);
            out.write(strings);
        }
        return bytes.toByteArray();
    }

    private static byte[] strings(byte[] text) {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        for (int from = 0; from < text.length; from += LONGEST_STRING) {
            int size = Math.min(LONGEST_STRING, text.length - from);
            strings.write(size);
            strings.write(text, from, size);
        }
        return strings.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
