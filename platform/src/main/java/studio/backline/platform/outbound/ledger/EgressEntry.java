package studio.backline.platform.outbound.ledger;

import java.time.LocalDate;

/**
 * One line of the ledger.
 *
 * @param day in UTC
 * @param attempt who, in whose name, where to and what for
 * @param calls requests that were answered
 * @param refusals requests that the house did not let out
 * @param failures requests without a whole answer's head
 * @param bytesOut content that was sent, in bytes
 * @param bytesIn content that came back, after decompression
 */
public record EgressEntry(
        LocalDate day,
        EgressAttempt attempt,
        long calls,
        long refusals,
        long failures,
        long bytesOut,
        long bytesIn) {}
