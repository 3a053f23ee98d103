package studio.backline.plugins.crm.consent;

import java.time.Instant;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.plugins.crm.PlainText;

/**
 * A no that somebody here was told.
 *
 * @param event {@link ConsentEvent#WITHDRAWN} or {@link ConsentEvent#OBJECTED}
 * @param since when it was said
 * @param source how that is known, in words fit for the person
 */
public record SaidNo(ConsentEvent event, Instant since, String source) {

    /** The longest source, in characters. */
    public static final int MAX_SOURCE = 200;

    /** Checks what was typed. */
    public SaidNo {
        if (event != ConsentEvent.WITHDRAWN && event != ConsentEvent.OBJECTED) {
            throw new IllegalArgumentException("Nobody says no by " + event + ".");
        }
        source = PlainText.required("told", source, MAX_SOURCE).strip();
    }
}
