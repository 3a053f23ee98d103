package studio.backline.plugins.crm.importing.rows;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.consent.ConsentEvent;

/**
 * What a row says of writing to the person by mail.
 *
 * @param stated whether the file has a column for it, so that silence is no permission
 * @param event what happened; empty for silence
 * @param at when; empty where the row does not say
 * @param source where; empty text where the row does not say
 * @param strange the words of a status that are not understood; empty text where there are none
 */
public record MailNews(
        boolean stated,
        Optional<ConsentEvent> event,
        Optional<Instant> at,
        String source,
        String strange) {

    /** A row of a file that says nothing of mail. */
    public static final MailNews NONE =
            new MailNews(false, Optional.empty(), Optional.empty(), "", "");

    /** Whether it narrows what may be done. */
    public boolean tightens() {
        return event.isPresent() && event.get().tightens();
    }

    /** Whether a new person may be written to, on the basis given for the file. */
    public boolean grants() {
        return event.map(e -> e == ConsentEvent.GRANTED).orElse(!stated);
    }

    /** As an earlier row of the same person tightens it. */
    MailNews tightenedBy(ConsentEvent earlier) {
        return new MailNews(stated, Optional.of(earlier), at, source, strange);
    }
}
