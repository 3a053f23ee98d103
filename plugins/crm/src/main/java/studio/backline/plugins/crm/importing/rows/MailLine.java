package studio.backline.plugins.crm.importing.rows;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.consent.ConsentEvent;

/**
 * What one line of a status says.
 *
 * @param reach whom it closes or opens
 * @param mail the address that the line stands for; empty where it is about the person alone
 * @param event what happened
 * @param at when; empty where the row does not say
 * @param source where; empty text where the row does not say
 */
public record MailLine(
        Reach reach,
        Optional<String> mail,
        ConsentEvent event,
        Optional<Instant> at,
        String source) {

    /** Whether it is a no of the person. */
    boolean refuses() {
        return reach != Reach.ADDRESS && event.tightens();
    }

    /** How far a line goes. */
    public enum Reach {
        /** The person, under whatever address. */
        PERSON,
        /** The address, whoever has it. */
        ADDRESS,
        /** Both, as a no does that a person says under an address. */
        BOTH
    }
}
