package studio.backline.platform.mail.bounce;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report says of one of our letters (RFC 3464).
 *
 * @param letter which, by its envelope, or by its Message-ID where the report does not name that
 * @param end whether it is given up, or still tried
 * @param status of RFC 3463, or empty
 * @param reason in words, of whoever gave up; may hold addresses
 * @param report which report says so: the same whenever it is read
 */
record ReturnedLetter(UUID letter, End end, String status, String reason, UUID report) {

    private static final int MOST_BYTES = 256 * 1024;
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** What became of the letter. */
    enum End {
        /** Given up. */
        FAILED,
        /** Still tried. */
        DELAYED
    }

    /** Empty where it is no report, or of no letter of ours, or of one that arrived. */
    static Optional<ReturnedLetter> of(MimeMessage message) throws MessagingException, IOException {
        if (!message.isMimeType("multipart/report")) {
            return Optional.empty();
        }
        MimeMultipart report = new MimeMultipart(message.getDataHandler().getDataSource());
        Optional<UUID> envelope = Optional.empty();
        Optional<UUID> original = Optional.empty();
        List<InternetHeaders> fields = List.of();
        for (int i = 0; i < report.getCount(); i++) {
            BodyPart part = report.getBodyPart(i);
            if (part.isMimeType("message/delivery-status")) {
                fields = blocks(text(part));
                envelope = envelope(fields);
            } else if (part.isMimeType("message/rfc822")
                    || part.isMimeType("text/rfc822-headers")) {
                original = original(text(part));
            }
        }
        // The envelope's name comes from the server that had the letter; what was in it may be cut.
        Optional<UUID> letter = envelope.isPresent() ? envelope : original;
        if (letter.isEmpty()) {
            return Optional.empty();
        }
        UUID known = letter.get();
        String sent = first(message, "Message-ID") + first(message, "Date");
        return fields.stream().flatMap(each -> read(known, each, sent).stream()).findFirst();
    }

    private static String first(MimeMessage message, String name) throws MessagingException {
        String[] values = message.getHeader(name);
        return values == null || values.length == 0 ? "" : values[0];
    }

    /** Of one recipient; ours have one each. */
    private static Optional<ReturnedLetter> read(UUID letter, InternetHeaders fields, String sent) {
        String action = first(fields, "Action").toLowerCase(Locale.ROOT);
        Matcher status = STATUS.matcher(first(fields, "Status"));
        String code = status.find() ? status.group(1) : "";
        String reason = first(fields, "Diagnostic-Code");
        UUID report =
                UUID.nameUUIDFromBytes(
                        String.join("\n", sent, action, code, reason)
                                .getBytes(StandardCharsets.UTF_8));
        return switch (action) {
            case "failed" ->
                    Optional.of(new ReturnedLetter(letter, End.FAILED, code, reason, report));
            case "delayed" ->
                    Optional.of(new ReturnedLetter(letter, End.DELAYED, code, reason, report));
            default -> Optional.empty();
        };
    }

    /** The first block is about the message, the others about a recipient each. */
    private static List<InternetHeaders> blocks(String text) throws MessagingException {
        List<InternetHeaders> blocks = new ArrayList<>();
        for (String block : text.split("(?:\r?\n){2,}")) {
            blocks.add(headers(block));
        }
        return blocks;
    }

    private static Optional<UUID> envelope(List<InternetHeaders> fields) {
        return fields.isEmpty()
                ? Optional.empty()
                : MessageIds.letterOfEnvelope(first(fields.getFirst(), "Original-Envelope-Id"));
    }

    private static Optional<UUID> original(String text) throws MessagingException {
        return MessageIds.letter(first(headers(text), "Message-ID"));
    }

    private static InternetHeaders headers(String text) throws MessagingException {
        return new InternetHeaders(
                new ByteArrayInputStream(
                        (text.strip() + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String first(InternetHeaders headers, String name) {
        String[] values = headers.getHeader(name);
        return values == null || values.length == 0
                ? ""
                : values[0].replaceAll("\\s+", " ").strip();
    }

    /** Whatever the library would make of it: a report is headers, and cut off where too long. */
    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("message/rfc822") && part.getContent() instanceof MimeMessage inner) {
            String[] ids = inner.getHeader("Message-ID");
            return ids == null ? "" : "Message-ID: " + ids[0];
        }
        try (InputStream in = part.getInputStream()) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    /** Neither which letter, nor what was said. */
    @Override
    public String toString() {
        return "ReturnedLetter[%s, %s]".formatted(end, status);
    }
}
