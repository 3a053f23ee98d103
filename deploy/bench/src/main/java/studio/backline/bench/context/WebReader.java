package studio.backline.bench.context;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/**
 * A reader behind the house's web server: one request is one transaction, in a virtual thread of
 * its own. Clients ask over loopback, each by a connection that it keeps.
 */
final class WebReader implements Reader, AutoCloseable {

    private static final String CLIENT = "client";
    private static final String STATEMENTS = "statements";
    private final WebServer server;
    private final Map<Integer, Visitor> visitors = new ConcurrentHashMap<>();

    WebReader(Reader reader) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.addProtocolHandlerCustomizers(
                (AbstractHttp11Protocol<?> protocol) -> {
                    protocol.setExecutor(new VirtualThreadExecutor("request-"));
                    protocol.setMaxKeepAliveRequests(-1);
                });
        server =
                factory.getWebServer(
                        context -> context.addServlet("read", new Read(reader)).addMapping("/"));
        server.start();
    }

    @Override
    public void read(int client, int statements) {
        String path = "/?%s=%d&%s=%d".formatted(CLIENT, client, STATEMENTS, statements);
        visitors.computeIfAbsent(client, _ -> Visitor.at(server.getPort())).ask(path);
    }

    @Override
    public void close() {
        visitors.values().forEach(Visitor::close);
        server.stop();
        server.destroy();
    }

    /** Answers once all has been read. */
    private static final class Read extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private final transient Reader reader;

        Read(Reader reader) {
            this.reader = reader;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            reader.read(number(request, CLIENT), number(request, STATEMENTS));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }

        private static int number(HttpServletRequest request, String name) {
            return Integer.parseInt(request.getParameter(name));
        }
    }

    /** One client's connection. It costs little beside what is measured. */
    private record Visitor(Socket socket, InputStream in) {

        private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

        static Visitor at(int port) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                return new Visitor(socket, new BufferedInputStream(socket.getInputStream()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns once an answer without a body has come. */
        void ask(String path) {
            String request = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
            try {
                socket.getOutputStream().write(request.getBytes(US_ASCII));
                String status = new String(in.readNBytes("HTTP/1.1 204".length()), US_ASCII);
                if (!status.equals("HTTP/1.1 204")) {
                    throw new IOException("Answered with " + status);
                }
                for (int seen = 0; seen < END.length; ) {
                    int next = in.read();
                    if (next < 0) {
                        throw new EOFException();
                    }
                    seen = next == END[seen] ? seen + 1 : next == END[0] ? 1 : 0;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
