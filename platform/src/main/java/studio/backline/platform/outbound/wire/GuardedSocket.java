package studio.backline.platform.outbound.wire;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;

/**
 * A socket that connects to one server only, whichever address it is handed: the name is looked up
 * and judged here. All that passes is counted as it is on the wire.
 */
public final class GuardedSocket extends Socket {

    private final NameService names;
    private final Rules rules;
    private final Watch watch;
    private volatile @Nullable Socket inner;
    private volatile @Nullable Socket wire;
    private volatile boolean closed;
    private int readTimeout;

    public GuardedSocket(NameService names, Rules rules, Watch watch) {
        super(Proxy.NO_PROXY);
        this.names = names;
        this.rules = rules;
        this.watch = watch;
    }

    /**
     * Where it goes.
     *
     * @param loopbackOnly whether it may not leave this machine
     * @param tls encrypts from the first byte, where it is to
     */
    public record Rules(
            String host, int port, boolean loopbackOnly, Optional<SSLSocketFactory> tls) {}

    /** Hears of it. */
    public interface Watch extends Traffic {

        /** It is about to connect. */
        void connecting(GuardedSocket socket);

        /** The other side answers. */
        void connected();

        /** It could not connect. */
        void failed();

        /** It may not connect. */
        void refused(Rule rule);

        /** It is closed. */
        void closed(GuardedSocket socket);
    }

    @Override
    public void connect(SocketAddress ignored) throws IOException {
        connect(ignored, 0);
    }

    @Override
    public void connect(SocketAddress ignored, int timeout) throws IOException {
        watch.connecting(this);
        try {
            InetAddress[] addresses = new CheckedNames(names, true).resolve(rules.host());
            requireLoopback(addresses);
            inner = reach(addresses, timeout);
            watch.connected();
        } catch (OutboundRefusedException e) {
            watch.refused(e.rule());
            close();
            throw e;
        } catch (IOException e) {
            watch.failed();
            close();
            throw e;
        }
    }

    private void requireLoopback(InetAddress[] addresses) {
        for (InetAddress address : addresses) {
            if (rules.loopbackOnly() && !address.isLoopbackAddress()) {
                throw new OutboundRefusedException(
                        Rule.NOT_ENCRYPTED,
                        "%s is not this machine, and is only reached with TLS."
                                .formatted(rules.host()));
            }
        }
    }

    /** The first that answers. */
    private Socket reach(InetAddress[] addresses, int timeout) throws IOException {
        IOException first = null;
        for (InetAddress address : addresses) {
            Socket plain = new Socket(Proxy.NO_PROXY);
            wire = plain;
            try {
                if (closed) {
                    throw new SocketException("The connection was given up.");
                }
                plain.setTcpNoDelay(true);
                plain.setKeepAlive(true);
                plain.setSoTimeout(readTimeout);
                plain.connect(new InetSocketAddress(address, rules.port()), timeout);
                return rules.tls().isEmpty() ? plain : encrypted(rules.tls().get(), plain);
            } catch (IOException e) {
                plain.close();
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        throw first == null ? new SocketException("No address.") : first;
    }

    /** With the certificate's name checked as that of a web server is (RFC 9525). */
    private Socket encrypted(SSLSocketFactory tls, Socket plain) throws IOException {
        SSLSocket secure =
                (SSLSocket) tls.createSocket(new Counted(plain), rules.host(), rules.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private Socket require() throws SocketException {
        Socket socket = inner;
        if (socket == null || closed) {
            throw new SocketException("The socket is closed or was never connected.");
        }
        return socket;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        Socket socket = require();
        return socket instanceof SSLSocket
                ? socket.getInputStream()
                : new CountingIn(socket.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        Socket socket = require();
        return socket instanceof SSLSocket
                ? socket.getOutputStream()
                : new CountingOut(socket.getOutputStream());
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        readTimeout = timeout;
        Socket socket = inner;
        if (socket != null) {
            socket.setSoTimeout(timeout);
        }
    }

    @Override
    public int getSoTimeout() {
        return readTimeout;
    }

    @Override
    public boolean isConnected() {
        Socket socket = inner;
        return socket != null && socket.isConnected();
    }

    @Override
    public boolean isBound() {
        return isConnected();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        Socket socket = inner;
        return socket == null ? null : socket.getInetAddress();
    }

    @Override
    public int getPort() {
        return rules.port();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        watch.closed(this);
        Socket socket = inner == null ? wire : inner;
        if (socket != null) {
            socket.close();
        }
    }

    /** Closes it from another thread; whoever reads or writes meets an error. */
    public void cut() {
        closed = true;
        watch.closed(this);
        Socket plain = wire;
        if (plain != null) {
            closeQuietly(plain);
        }
    }

    /** The plain one: TLS would say goodbye first, to somebody who may not listen. */
    private static void closeQuietly(Socket plain) {
        try {
            plain.close();
        } catch (IOException e) {
            // It was to be closed, and is.
            return;
        }
    }

    /** The plain socket under TLS: what passes it is what passes the wire. */
    private final class Counted extends Socket {

        private final Socket plain;

        Counted(Socket plain) {
            this.plain = plain;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new CountingIn(plain.getInputStream());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new CountingOut(plain.getOutputStream());
        }

        @Override
        public void setSoTimeout(int timeout) throws SocketException {
            plain.setSoTimeout(timeout);
        }

        @Override
        public int getSoTimeout() throws SocketException {
            return plain.getSoTimeout();
        }

        @Override
        public boolean isConnected() {
            return plain.isConnected();
        }

        @Override
        public boolean isClosed() {
            return plain.isClosed();
        }

        @Override
        public InetAddress getInetAddress() {
            return plain.getInetAddress();
        }

        @Override
        public int getPort() {
            return plain.getPort();
        }

        @Override
        public void shutdownInput() throws IOException {
            plain.shutdownInput();
        }

        @Override
        public void shutdownOutput() throws IOException {
            plain.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }

    private final class CountingIn extends FilterInputStream {

        CountingIn(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                watch.received(1);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                watch.received(read);
            }
            return read;
        }
    }

    private final class CountingOut extends FilterOutputStream {

        CountingOut(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            watch.sent(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            watch.sent(length);
        }
    }
}
