package studio.backline.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A program that tries to reach somebody: by TCP, which fails, and by UDP, which nobody answers.
 */
final class Intruder {

    /** An address that is kept for documents (RFC 5737): nobody is there. */
    private static final InetAddress NOBODY = InetAddress.ofLiteral("192.0.2.1");

    private static final int DISCARD = 9;
    private static final int PATIENCE_MILLIS = 200;

    private Intruder() {}

    public static void main(String[] arguments) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(NOBODY, DISCARD), PATIENCE_MILLIS);
        } catch (IOException nobodyThere) {
            // As expected: only the attempt counts.
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[1], 1, NOBODY, DISCARD));
        } catch (IOException noNetwork) {
            // The same.
        }
    }
}
