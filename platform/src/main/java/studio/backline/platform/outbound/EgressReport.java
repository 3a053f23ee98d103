package studio.backline.platform.outbound;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;

/**
 * What left this server within some days.
 *
 * @param since the first of these days, in UTC
 * @param total of all lines, told or not
 * @param lines the first of them
 * @param all how many there are
 */
public record EgressReport(LocalDate since, Sums total, List<Line> lines, long all) {

    /**
     * How much.
     *
     * @param answered requests that were answered
     * @param failed requests without a whole answer's head
     * @param refused requests that the house did not let out
     * @param bytesOut content that was sent, in bytes
     * @param bytesIn content that came back, in bytes after decompression
     */
    public record Sums(long answered, long failed, long refused, long bytesOut, long bytesIn) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0);
    }

    /**
     * All of one kind, in whatever workspace.
     *
     * @param caller a plugin's id, or the name of a part of the core, which has a dot in it
     * @param host name or address, or {@link EgressDesk#OTHERS}
     * @param purpose as the caller names it, or {@link EgressDesk#OTHERS}
     * @param refusedBy the rule, where the house did not let it out and it is known
     * @param sums how much
     * @param last when it was tried last
     */
    public record Line(
            String caller,
            String host,
            String purpose,
            Optional<Rule> refusedBy,
            Sums sums,
            Instant last) {}
}
