package studio.backline.testkit.nodes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A proxy in front of several nodes, on loopback. Whoever brings a cookie that a node has given
 * comes to that node; whoever brings none, and whoever's node does not answer, to the next one.
 * Bytes pass as they are once a connection's node is chosen, so WebSockets do, too; no cookie is
 * added.
 */
public final class StickyProxy implements AutoCloseable {

    private static final Pattern GIVEN =
            Pattern.compile("(?i)\r\nset-cookie: *[^=;\\s]*session=([^;\\s]+)");
    private static final Pattern BROUGHT = Pattern.compile("(?i)\r\ncookie: *([^\r\n]+)");
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int BUFFER = 16 * 1024;

    private final List<URI> nodes;
    private final ServerSocket door;
    private final Map<String, URI> nodeOfCookie = new ConcurrentHashMap<>();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile @Nullable URI favoured;

    private StickyProxy(List<URI> nodes, ServerSocket door) {
        this.nodes = List.copyOf(nodes);
        this.door = door;
    }

    /** One that runs. */
    public static StickyProxy of(URI... nodes) {
        try {
            ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            StickyProxy proxy = new StickyProxy(List.of(nodes), door);
            Thread.ofVirtual().name("proxy").start(proxy::listen);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("No port for a proxy", e);
        }
    }

    /** The one address of the house, ending in a slash. */
    public URI url() {
        return URI.create("http://127.0.0.1:%d/".formatted(door.getLocalPort()));
    }

    /**
     * From now on sends whoever brings no cookie here while this node answers. A browser keeps its
     * connections, and these their node: say so before a window's first visit.
     *
     * @param node by its own address
     */
    public void favour(URI node) {
        favoured = node;
    }

    /** The node that has given this cookie; empty where none has. */
    public Optional<URI> nodeOf(String cookie) {
        return Optional.ofNullable(nodeOfCookie.get(cookie));
    }

    /** How many of the nodes have given a cookie so far. */
    public long nodesWithSessions() {
        return nodeOfCookie.values().stream().distinct().count();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().name("proxy-connection").start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            byte[] head = head(client.getInputStream());
            if (head.length == 0) {
                return;
            }
            URI chosen = chosen(new String(head, ISO_8859_1));
            URI node = isUp(chosen) ? chosen : next();
            try (Socket server = new Socket(node.getHost(), node.getPort())) {
                server.getOutputStream().write(head);
                Thread answering =
                        Thread.ofVirtual()
                                .name("proxy-answer")
                                .start(() -> answer(server, client, node));
                pass(client.getInputStream(), server.getOutputStream());
                server.shutdownOutput();
                answering.join();
            }
        } catch (IOException gone) {
            // One of the two has ended: so does what lies between them.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ended = 0;
        for (int each = in.read(); each >= 0 && head.size() < LONGEST_HEAD; each = in.read()) {
            head.write(each);
            ended = each == '\n' ? ended + 1 : each == '\r' ? ended : 0;
            if (ended == 2) {
                break;
            }
        }
        return head.toByteArray();
    }

    private URI chosen(String head) {
        Matcher cookies = BROUGHT.matcher(head);
        if (cookies.find()) {
            for (String cookie : cookies.group(1).split(";")) {
                URI node = nodeOfCookie.get(cookie.substring(cookie.indexOf('=') + 1).strip());
                if (node != null) {
                    return node;
                }
            }
        }
        return next();
    }

    private URI next() {
        URI first = favoured;
        if (first != null && isUp(first)) {
            return first;
        }
        for (int tried = 0; tried < nodes.size(); tried++) {
            URI node = nodes.get(Math.floorMod(turns.getAndIncrement(), nodes.size()));
            if (isUp(node)) {
                return node;
            }
        }
        return nodes.getFirst();
    }

    private static boolean isUp(URI node) {
        try (Socket tried = new Socket(node.getHost(), node.getPort())) {
            return tried.isConnected();
        } catch (IOException down) {
            return false;
        }
    }

    private void answer(Socket server, Socket client, URI node) {
        byte[] buffer = new byte[BUFFER];
        String before = "";
        try (client) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String seen = before + new String(buffer, 0, read, ISO_8859_1);
                Matcher given = GIVEN.matcher(seen);
                while (given.find()) {
                    nodeOfCookie.put(given.group(1), node);
                }
                before = seen.substring(Math.max(0, seen.length() - 512));
                out.write(buffer, 0, read);
            }
        } catch (IOException gone) {
            // The browser, or the node, has gone.
            return;
        }
    }

    private static void pass(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
