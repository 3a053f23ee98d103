package studio.backline.contract.consent;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.subject.SubjectId;

/**
 * One entry of the ledger.
 *
 * @param subject whose
 * @param channel for which way of reaching them
 * @param event what happened
 * @param basis on what a grant rests; empty for events that tighten
 * @param source where it comes from, in words fit for the person: 'Import of fans.csv'; at most 200
 *     characters
 * @param occurredAt when it happened, which may be long before it is recorded
 * @param address the address that it is about, normalised; kept only as a keyed hash, so that a
 *     suppression outlives the person's erasure. A bounce has one
 */
public record ConsentRecord(
        SubjectId subject,
        Channel channel,
        ConsentEvent event,
        Optional<LawfulBasis> basis,
        String source,
        Instant occurredAt,
        Optional<String> address) {

    /** Refuses a bounce of no address. */
    public ConsentRecord {
        if (event == ConsentEvent.BOUNCED && address.isEmpty()) {
            throw new IllegalArgumentException("A bounce names the address that bounced.");
        }
    }
}
