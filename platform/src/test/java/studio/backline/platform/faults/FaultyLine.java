package studio.backline.platform.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A line to a local port that can be made to swallow everything, or to break at a word. */
public final class FaultyLine implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final int target;
    private volatile boolean silent;
    private volatile String end = "";

    public FaultyLine(int target) throws IOException {
        this.target = target;
        threads.execute(this::take);
    }

    /** Where it begins. */
    public int port() {
        return door.getLocalPort();
    }

    /** Takes everything and passes nothing on, or no longer; what was swallowed is gone. */
    public void silent(boolean now) {
        silent = now;
    }

    /** Breaks once, when the near side sends this word, which is not passed on. */
    public void breakAt(String word) {
        end = word;
    }

    /** Whether it broke where it was to break. */
    public boolean hasBroken() {
        return end.isEmpty();
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(near, far));
                threads.execute(() -> pass(near, far, true));
                threads.execute(() -> pass(far, near, false));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, boolean watched) {
        byte[] buffer = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (watched && breaksAt(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
                    return;
                }
                if (!silent) {
                    out.write(buffer, 0, n);
                }
            }
        } catch (IOException e) {
            // One side has gone; so does the other.
        }
    }

    private synchronized boolean breaksAt(String words) {
        if (end.isEmpty() || !words.contains(end)) {
            return false;
        }
        end = "";
        return true;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket each : open) {
            each.close();
        }
        threads.shutdownNow();
    }
}
