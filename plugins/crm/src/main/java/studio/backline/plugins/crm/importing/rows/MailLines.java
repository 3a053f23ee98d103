package studio.backline.plugins.crm.importing.rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.importing.rows.MailLine.Reach;
import studio.backline.plugins.crm.importing.words.StatusWords;

/**
 * A status that tells addresses apart, as the export writes it: a line for each of the row's
 * addresses, and at most one more for the person. A no counts for the address and the person, as
 * everybody else's files mean it, unless it says which of both it is about. Dates and sources stand
 * on the same lines of their own cells.
 */
record MailLines(
        StatusWords words,
        String statuses,
        String dates,
        String sources,
        Function<String, Optional<Instant>> time) {

    private static final int MAX_SOURCE = 200;
    private static final String ONLY = "only)";
    private static final String PERSON_ONLY = "(person only)";
    private static final String ADDRESS_ONLY = "(address only)";

    /** Whether a status may tell addresses apart. */
    static boolean in(String cell) {
        return hasLines(cell) || cell.endsWith(ONLY);
    }

    /** What the lines say; empty where they do not go with the addresses, or are no known words. */
    Optional<List<MailLine>> of(List<String> addresses) {
        List<String> told =
                hasLines(statuses)
                        ? CsvCells.lines(statuses)
                        : addresses.stream().map(address -> statuses).toList();
        if (addresses.isEmpty()) {
            return grantWithoutAddress();
        }
        if (told.size() > addresses.size() + 1) {
            return Optional.empty();
        }
        List<MailLine> lines = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            String text = told.get(i).strip().toLowerCase(Locale.ROOT);
            if (text.isEmpty()) {
                continue;
            }
            Optional<ConsentEvent> event = words.read(word(text)).event();
            if (event.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> address =
                    i < addresses.size() ? Optional.of(addresses.get(i)) : Optional.empty();
            line(i, text, event.get(), address).ifPresent(lines::add);
        }
        return Optional.of(lines);
    }

    /** Somebody may be written to who has no address any more; the export alone says so. */
    private Optional<List<MailLine>> grantWithoutAddress() {
        String text = statuses.strip().toLowerCase(Locale.ROOT);
        return words.read(word(text))
                .event()
                .filter(event -> event == ConsentEvent.GRANTED && text.endsWith(PERSON_ONLY))
                .map(event -> List.of(line(0, Reach.PERSON, event, Optional.empty())));
    }

    private Optional<MailLine> line(
            int at, String text, ConsentEvent event, Optional<String> address) {
        boolean person = address.isEmpty() || text.endsWith(PERSON_ONLY);
        if (person) {
            // A bounce of no address is nobody's.
            return event == ConsentEvent.BOUNCED
                    ? Optional.empty()
                    : Optional.of(line(at, Reach.PERSON, event, Optional.empty()));
        }
        boolean alone = event == ConsentEvent.BOUNCED || text.endsWith(ADDRESS_ONLY);
        return Optional.of(line(at, alone ? Reach.ADDRESS : Reach.BOTH, event, address));
    }

    private MailLine line(int at, Reach reach, ConsentEvent event, Optional<String> address) {
        String source = part(sources, at).replace('\0', '\ufffd');
        return new MailLine(
                reach,
                address,
                event,
                time.apply(part(dates, at)),
                PlainText.start(source, MAX_SOURCE));
    }

    private static String word(String text) {
        return text.replace(PERSON_ONLY, "").replace(ADDRESS_ONLY, "").strip();
    }

    /** The line of a cell; the only one counts for all, and all of it for the only status. */
    private String part(String cell, int at) {
        if (!hasLines(cell) || !hasLines(statuses)) {
            return cell;
        }
        List<String> lines = CsvCells.lines(cell);
        return at < lines.size() ? lines.get(at) : "";
    }

    private static boolean hasLines(String cell) {
        return cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
    }
}
