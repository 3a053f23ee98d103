package studio.backline.platform.outbound;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;
import studio.backline.platform.outbound.ledger.EgressCount;
import studio.backline.platform.outbound.wire.GuardedSocket;
import studio.backline.platform.outbound.wire.NameService;

/** A way to one server. Its sockets connect there and nowhere else, whatever they are told. */
public final class SocketRoute {

    private static final ScheduledThreadPoolExecutor ALARMS = alarms();

    private final NameService names;
    private final GuardedSocket.Rules rules;
    private final SSLSocketFactory tls;
    private final EgressCount count;
    private final Set<GuardedSocket> open = ConcurrentHashMap.newKeySet();

    SocketRoute(
            NameService names, GuardedSocket.Rules rules, SSLSocketFactory tls, EgressCount count) {
        this.names = names;
        this.rules = rules;
        this.tls = tls;
        this.count = count;
    }

    /** When a connection is encrypted. */
    public enum TlsMode {
        /** From its first byte on. */
        IMPLICIT,
        /** Once both sides have agreed on it in the protocol; whoever speaks sees to it. */
        STARTTLS,
        /** Never: goes to this machine alone. */
        NONE
    }

    /** Unconnected sockets, which are encrypted from the first byte where the mode says so. */
    public SocketFactory sockets() {
        return new Factory();
    }

    /** Encrypts one of these sockets later; the server's name has to be checked by who asks. */
    public SSLSocketFactory tls() {
        return tls;
    }

    /**
     * Does something on this thread that must not take longer: after that time the sockets are
     * closed under it. The server's name may be looked up meanwhile, by libraries too.
     */
    public <T> T within(Duration longest, Callable<T> work) throws Exception {
        Future<?> alarm = ALARMS.schedule(this::cut, longest.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return KnownNames.admitting(rules.host(), work);
        } finally {
            alarm.cancel(false);
        }
    }

    /** Closes the sockets without a word to the other side. */
    public void cut() {
        open.forEach(GuardedSocket::cut);
    }

    private static ScheduledThreadPoolExecutor alarms() {
        ScheduledThreadPoolExecutor made =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("socket-deadlines").factory());
        made.setRemoveOnCancelPolicy(true);
        return made;
    }

    private final class Factory extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new GuardedSocket(names, rules, new Watch());
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw connected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw connected();
        }

        private static UnsupportedOperationException connected() {
            return new UnsupportedOperationException("Sockets of this way out connect later.");
        }
    }

    private final class Watch implements GuardedSocket.Watch {

        @Override
        public void connecting(GuardedSocket socket) {
            open.add(socket);
        }

        @Override
        public void connected() {
            count.answered();
        }

        @Override
        public void failed() {
            count.failed();
        }

        @Override
        public void refused(Rule rule) {
            count.refused(rule);
        }

        @Override
        public void closed(GuardedSocket socket) {
            open.remove(socket);
        }

        @Override
        public void sent(long bytes) {
            count.sent(bytes);
        }

        @Override
        public void received(long bytes) {
            count.received(bytes);
        }
    }
}
