package studio.backline.testkit.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * A mail server on loopback that takes letters (RFC 5321) and does with each what a script says: it
 * refuses, delays, goes away or falls silent at the worst moment. What it has taken it keeps.
 */
public final class FakeSmtpServer implements AutoCloseable {

    /** When connections to it are encrypted. */
    public enum Tls {
        /** Never. */
        NONE,
        /** After STARTTLS, and nothing is taken before. */
        STARTTLS,
        /** From the first byte on. */
        IMPLICIT
    }

    private final ServerSocket server;
    private final Tls tls;
    private final Optional<SSLContext> certificate;
    private final List<SmtpLetter> taken = new ArrayList<>();
    private final Queue<SmtpTurn> turns = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Function<SmtpLetter, SmtpTurn> otherwise = letter -> SmtpTurn.TAKE;
    private volatile String lastSender = "";
    private volatile Optional<String> credentials = Optional.empty();
    private volatile Set<String> extensions = Set.of("8BITMIME");

    private FakeSmtpServer(ServerSocket server, Tls tls, Optional<SSLContext> certificate) {
        this.server = server;
        this.tls = tls;
        this.certificate = certificate;
        Thread.ofVirtual().name("fake-smtp").start(this::accept);
    }

    /** One without TLS at a free port. */
    public static FakeSmtpServer open() {
        return open(0, Tls.NONE, Optional.empty());
    }

    /** One that shows this certificate. */
    public static FakeSmtpServer open(Tls tls, SSLContext certificate) {
        return open(0, tls, Optional.of(certificate));
    }

    /** One without TLS at a port where another was before. */
    public static FakeSmtpServer openAt(int port) {
        return open(port, Tls.NONE, Optional.empty());
    }

    private static FakeSmtpServer open(int port, Tls tls, Optional<SSLContext> certificate) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new FakeSmtpServer(server, tls, certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its port. */
    public int port() {
        return server.getLocalPort();
    }

    /** What it does with the next letters, in this order; after them as {@link #otherwise}. */
    public FakeSmtpServer next(SmtpTurn... next) {
        turns.addAll(List.of(next));
        return this;
    }

    /** What it does with letters that no turn was said for; the content is not known yet. */
    public FakeSmtpServer otherwise(Function<SmtpLetter, SmtpTurn> rule) {
        otherwise = rule;
        return this;
    }

    /** Takes letters of whoever signs in so, and of nobody else. */
    public FakeSmtpServer signIn(String user, String password) {
        credentials = Optional.of(user + '\0' + password);
        return this;
    }

    /** What it offers beside TLS and sign-in. */
    public FakeSmtpServer offering(String... offered) {
        extensions = Set.of(offered);
        return this;
    }

    /** What it has taken, in this order. */
    public List<SmtpLetter> taken() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    /** How many letters it has taken. */
    public int takenCount() {
        synchronized (taken) {
            return taken.size();
        }
    }

    /** What was said last to name a sender, with all that was asked beside (RFC 3461). */
    public String lastSender() {
        return lastSender;
    }

    /** How many connections there have been. */
    public int connections() {
        return connections.get();
    }

    /** How many connections there are. */
    public int openConnections() {
        return open.size();
    }

    /** How many connections there were at once, at most. */
    public int mostConnections() {
        return most.get();
    }

    Tls tls() {
        return tls;
    }

    SSLContext certificate() {
        return certificate.orElseThrow();
    }

    Optional<String> credentials() {
        return credentials;
    }

    Set<String> extensions() {
        return extensions;
    }

    SmtpTurn turn(SmtpLetter letter) {
        SmtpTurn next = turns.poll();
        return next == null ? otherwise.apply(letter) : next;
    }

    void sender(String line) {
        lastSender = line;
    }

    void take(SmtpLetter letter) {
        synchronized (taken) {
            taken.add(letter);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                most.accumulateAndGet(open.size(), Math::max);
                Thread.ofVirtual().name("fake-smtp-line").start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new SmtpConversation(this, socket).hold();
        } catch (IOException e) {
            // The other side went, as it may.
            return;
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
