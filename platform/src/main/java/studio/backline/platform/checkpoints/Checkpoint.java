package studio.backline.platform.checkpoints;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far a chain was at a moment, as C2SP {@code tlog-checkpoint} writes it: whose chain, how many
 * entries, the hash of the last one, and as an extension when.
 *
 * @param house the instance's fingerprint
 * @param chain the workspace; the nil UUID for the instance's own
 * @param head in Base64
 */
public record Checkpoint(String house, UUID chain, long size, String head, Instant at) {

    private static final String ORIGIN = "backline.audit/";
    private static final String SIGNATURE = "— ";
    private static final int LINES = 4;

    /** What is signed. */
    String text() {
        return "%s%s/%s\n%d\n%s\n%s\n".formatted(ORIGIN, house, chain, size, head, at);
    }

    /** Back from {@link #text}; empty for anything else. */
    static Optional<Checkpoint> read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != LINES || !lines.getFirst().startsWith(ORIGIN)) {
            return Optional.empty();
        }
        String[] whose = lines.getFirst().substring(ORIGIN.length()).split("/", 2);
        try {
            return Optional.of(
                    new Checkpoint(
                            whose[0],
                            UUID.fromString(whose.length > 1 ? whose[1] : ""),
                            Long.parseLong(lines.get(1)),
                            lines.get(2),
                            Instant.parse(lines.get(3))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The signed note in what somebody kept: a file, or a letter it came in, with empty lines and
     * signs of quotation between its own.
     */
    static Optional<String> noteIn(String kept) {
        List<String> lines =
                kept.lines()
                        .map(line -> line.replaceFirst("^[>\\s]+", "").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
        for (int at = 0; at + LINES < lines.size(); at++) {
            if (lines.get(at).startsWith(ORIGIN)) {
                List<String> text = lines.subList(at, at + LINES);
                String signatures =
                        lines.subList(at + LINES, lines.size()).stream()
                                .takeWhile(line -> line.startsWith(SIGNATURE))
                                .collect(Collectors.joining("\n"));
                return Optional.of(
                        Stream.of(String.join("\n", text), "", signatures, "")
                                .collect(Collectors.joining("\n")));
            }
        }
        return Optional.empty();
    }
}
