package studio.backline.platform.database.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Set;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Sockets that are asked whether the other side is still there, once nothing was heard for half a
 * minute; the system's own patience is two hours. Named to the driver, which makes it.
 */
public final class WatchedSockets extends SocketFactory {

    /** Seconds without a word until it is asked. */
    static final int IDLE = 30;

    /** Seconds between questions. */
    static final int BETWEEN = 10;

    /** So many without an answer, and the line is dead. */
    static final int QUESTIONS = 3;

    @Override
    public Socket createSocket() throws IOException {
        return watched(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return watched(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
            throws IOException {
        return watched(new Socket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return watched(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
            throws IOException {
        return watched(new Socket(host, port, from, fromPort));
    }

    /** A system that does not know one of them has its own way. */
    private static Socket watched(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        Set<SocketOption<?>> known = socket.supportedOptions();
        if (known.contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, BETWEEN);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, QUESTIONS);
        }
        return socket;
    }
}
