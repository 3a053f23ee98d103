package studio.backline.platform.backup.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import studio.backline.contract.outbound.Outbound;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.encryption.signing.AwsSignature;

/** A bucket of a store that is compatible with S3. An object is there whole or not at all. */
public final class S3Place implements BackupPlace {

    private final S3Requests requests;
    private final String address;
    private final String prefix;

    /**
     * @param address scheme, host and port, then bucket and folder in it, such as {@code
     *     https://s3.example.com/studio/backline}
     */
    public S3Place(String address, AwsSignature signature, Outbound outbound, Clock clock) {
        S3Address parts = S3Address.of(address);
        this.address = address;
        this.prefix = parts.prefix();
        this.requests = new S3Requests(parts.bucket(), signature, outbound, clock);
    }

    @Override
    public String inWords() {
        return address;
    }

    @Override
    public void put(String name, Content content) throws Exception {
        String key = prefix + name;
        String upload = requests.text(requests.post(key, "uploads", ""), "UploadId");
        try (S3Upload out = new S3Upload(requests, key, upload)) {
            content.writeTo(out.writing());
            out.finish();
        } catch (Exception e) {
            giveUp(key, upload, e);
            throw e;
        }
    }

    /** What cannot even be given up is cleared away by the next one. */
    private void giveUp(String key, String upload, Exception failure) {
        try {
            requests.delete(key, "uploadId=" + S3Requests.encoded(upload));
        } catch (IOException | BackupRefusedException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void clear(String begun) throws IOException {
        String keys = S3Requests.encoded(prefix + begun);
        Document left = requests.get("", "prefix=" + keys + "&uploads=");
        for (Element each : S3Requests.elements(left, "Upload")) {
            requests.delete(
                    S3Requests.child(each, "Key"),
                    "uploadId=" + S3Requests.encoded(S3Requests.child(each, "UploadId")));
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new S3Download(requests, prefix + name);
    }

    @Override
    public List<Kept> list() throws IOException {
        List<Kept> kept = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            String from =
                    next.get().isEmpty()
                            ? ""
                            : "continuation-token=" + S3Requests.encoded(next.get()) + "&";
            Document page =
                    requests.get("", from + "list-type=2&prefix=" + S3Requests.encoded(prefix));
            for (Element each : S3Requests.elements(page, "Contents")) {
                String name = S3Requests.child(each, "Key").substring(prefix.length());
                if (!name.contains("/")) {
                    kept.add(new Kept(name, Long.parseLong(S3Requests.child(each, "Size"))));
                }
            }
            next =
                    S3Requests.elements(page, "NextContinuationToken").stream()
                            .findFirst()
                            .map(Element::getTextContent);
        }
        return kept;
    }

    @Override
    public void delete(String name) throws IOException {
        requests.delete(prefix + name, "");
    }

    @Override
    public void close() {
        // Each request stands by itself.
    }

    /** Sends what is written in parts. */
    private static final class S3Upload implements AutoCloseable {

        private static final int PART = 16 << 20;

        private final S3Requests requests;
        private final String key;
        private final String upload;
        private final StringBuilder parts = new StringBuilder();
        private final PartStream stream = new PartStream();
        private int number;

        S3Upload(S3Requests requests, String key, String upload) {
            this.requests = requests;
            this.key = key;
            this.upload = upload;
        }

        OutputStream writing() {
            return stream;
        }

        void finish() throws IOException {
            stream.pass();
            requests.post(
                    key,
                    "uploadId=" + S3Requests.encoded(upload),
                    "<CompleteMultipartUpload>%s</CompleteMultipartUpload>".formatted(parts));
        }

        @Override
        public void close() {
            // The upload is finished or given up by whoever opened it.
        }

        private void send(byte[] part) throws IOException {
            number++;
            String query =
                    "partNumber=%d&uploadId=%s".formatted(number, S3Requests.encoded(upload));
            String tag = requests.put(key, query, part);
            parts.append(
                    "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>"
                            .formatted(number, tag.replace("&", "&amp;").replace("<", "&lt;")));
        }

        private final class PartStream extends OutputStream {

            private final java.io.ByteArrayOutputStream part = new java.io.ByteArrayOutputStream();

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                part.write(bytes, offset, length);
                if (part.size() >= PART) {
                    pass();
                }
            }

            /** The first part may be small, and is sent even where it is empty. */
            void pass() throws IOException {
                if (part.size() > 0 || number == 0) {
                    send(part.toByteArray());
                    part.reset();
                }
            }
        }
    }
}
