package studio.backline.platform.outbound.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import studio.backline.contract.outbound.OutboundResponse;

/** An answer as it comes in: counted, and cut off at its limits. */
final class WireResponse implements OutboundResponse {

    private final ClassicHttpResponse answer;
    private final Attempt attempt;
    private final InputStream body;

    WireResponse(ClassicHttpResponse answer, Attempt attempt) throws IOException {
        this.answer = answer;
        this.attempt = attempt;
        InputStream content =
                answer.getEntity() == null
                        ? InputStream.nullInputStream()
                        : answer.getEntity().getContent();
        this.body = new Bounded(content);
    }

    @Override
    public int status() {
        return answer.getCode();
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return Stream.of(answer.getHeaders())
                .map(header -> Map.entry(header.getName(), text(header.getValue())))
                .toList();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(answer.getFirstHeader(name))
                .map(header -> text(header.getValue()));
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        attempt.end();
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }

    private final class Bounded extends FilterInputStream {

        private long read;
        private boolean whole;

        Bounded(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n;
            try {
                n = in.read(into, offset, length);
            } catch (IOException e) {
                attempt.end();
                throw attempt.failure(e);
            }
            if (n < 0) {
                whole = true;
                return n;
            }
            read += n;
            attempt.received(n);
            if (read > attempt.largest()) {
                attempt.end();
                throw attempt.tooLarge();
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            return readNBytes((int) Math.min(n, Integer.MAX_VALUE)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            if (whole) {
                // The connection is fit for the next request.
                in.close();
            }
            attempt.end();
        }
    }
}
