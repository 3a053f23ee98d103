package studio.backline.platform.health.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import studio.backline.testkit.mail.SelfMadeCertificate;

/** A proxy that ends TLS and does with the lines of a request's head what it is told. */
final class FakeProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int behind;
    private final UnaryOperator<String> heads;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    FakeProxy(SelfMadeCertificate certificate, int behind, UnaryOperator<String> heads)
            throws IOException, GeneralSecurityException {
        this.door =
                certificate
                        .showing()
                        .getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.behind = behind;
        this.heads = heads;
        threads.submit(this::takeIn);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Says who visits and how, and nothing of what they claim. */
    static String honest(String head) {
        return with(without(head, "x-forwarded-", "forwarded:"), "X-Forwarded-For: 198.51.100.9")
                .replaceFirst("\r\n\r\n$", "\r\nX-Forwarded-Proto: https\r\n\r\n");
    }

    /** Passes on what visitors claim. */
    static String credulous(String head) {
        return with(head, "X-Forwarded-Proto: https");
    }

    /** Says nothing, and passes nothing on. */
    static String silent(String head) {
        return without(head, "x-forwarded-", "forwarded:");
    }

    /** As old ones do. */
    static String withoutUpgrade(String head) {
        return without(honest(head), "upgrade:", "connection:");
    }

    private static String with(String head, String line) {
        return head.replaceFirst("\r\n\r\n$", "\r\n" + line + "\r\n\r\n");
    }

    private static String without(String head, String... names) {
        return head.lines()
                        .filter(line -> !line.isEmpty())
                        .filter(line -> !begins(line.toLowerCase(Locale.ROOT), names))
                        .collect(Collectors.joining("\r\n"))
                + "\r\n\r\n";
    }

    private static boolean begins(String line, String... names) {
        for (String name : names) {
            if (line.startsWith(name)) {
                return true;
            }
        }
        return false;
    }

    private Void takeIn() throws IOException {
        while (!door.isClosed()) {
            Socket visitor = door.accept();
            threads.submit(() -> pass(visitor));
        }
        return null;
    }

    private Void pass(Socket visitor) throws IOException {
        try (visitor;
                Socket house = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            String head = head(visitor.getInputStream());
            house.getOutputStream().write(heads.apply(head).getBytes(StandardCharsets.ISO_8859_1));
            house.getOutputStream().flush();
            threads.submit(() -> pump(visitor.getInputStream(), house.getOutputStream()));
            pump(house.getInputStream(), visitor.getOutputStream());
        }
        return null;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private static Void pump(InputStream in, OutputStream out) throws IOException {
        byte[] block = new byte[8192];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            out.write(block, 0, n);
            out.flush();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
