package studio.backline.contract.consent;

import java.util.Collection;
import java.util.Map;
import studio.backline.contract.subject.SubjectId;

/**
 * The ledger of permissions. Writes run on the plugin's own connection inside its current
 * transaction and commit with it; {@link IllegalStateException} where there is none. Entries are
 * never changed; the standing follows from all of them, and the strictest wins: a grant never lifts
 * a withdrawal, an objection or a complaint, whatever its date; only the person can, through a
 * channel of their own.
 *
 * <p>What tightens and names an address suppresses that address for everybody who has it. What a
 * person says closes the person under every address besides; a bounce is no word of theirs and
 * closes the address alone. Whether a person may be written to under an address is the stricter of
 * both: of the person's standing, and of the address's own, unless it was opened for them.
 *
 * <p>SQL of a plugin may join the projections {@code backline_api.consent_standing(subject_id,
 * channel, state, since, source, rank)}, {@code backline_api.suppression_standing(channel,
 * address_hash, address_key, state, since, source, rank)}, {@code
 * backline_api.opened_address(subject_id, channel, address_hash, address_key)} and {@code
 * backline_api.consent_refusal(subject_id, channel, recorded_at)}, which show the current workspace
 * only; the greater rank is the stricter, and the last has a row for each time that somebody said
 * no.
 */
public interface ConsentLedger {

    /**
     * Adds entries. A grant is not taken for a subject who said no, nor for an address under which
     * anybody did; one for an address that bounced is taken, and the address stays closed.
     *
     * @return how many entries were taken
     */
    int record(Collection<ConsentRecord> entries);

    /**
     * Opens an address that is closed by itself. One that bounced works again, and opens for
     * everybody who has it; one that somebody else refused opens for the subject alone, who must
     * not have said no. Whatever tightens it later closes it again. The ledger keeps it as an entry
     * of the subject.
     *
     * @param normalisedAddress as for {@link #addressHash}
     * @param reason why, in words fit for the person; not blank, at most 200 characters
     * @return whether there was anything to open
     */
    boolean open(SubjectId subject, Channel channel, String normalisedAddress, String reason);

    /**
     * Undoes the grants that came with people: those recorded in the transaction that registered
     * them, where it was the calling plugin that did. What anybody granted later stays, and so does
     * whatever tightens; where nothing else was granted nothing is known of them again. The ledger
     * keeps both, the grant and an entry that it was undone.
     *
     * @param reason why, in words fit for the person; not blank, at most 200 characters
     * @return how many people stood as granted by nothing else
     */
    int undoGrants(Collection<SubjectId> subjects, String reason);

    /** How things stand, by channel; channels that nothing is known of are left out. */
    Map<Channel, Standing> standing(SubjectId subject);

    /**
     * How things stand for addresses themselves, whoever has them, in one statement; those that
     * nothing is known of are left out. Needs no transaction.
     *
     * @param normalisedAddresses as for {@link #addressHash}
     */
    Map<String, Standing> suppressions(Channel channel, Collection<String> normalisedAddresses);

    /** As {@link #suppressions}, without those that were opened for the subject. */
    Map<String, Standing> closedTo(
            SubjectId subject, Channel channel, Collection<String> normalisedAddresses);

    /**
     * The keyed hash under which the core knows an address in the caller's workspace: what {@code
     * backline_api.record_consents(…)} takes when a mass import records consent in SQL. Any thread
     * that has a caller; needs no transaction.
     *
     * @param normalisedAddress as the plugin compares it: a mail address in lower case, a phone in
     *     E.164
     */
    byte[] addressHash(Channel channel, String normalisedAddress);

    /**
     * The first eight bytes of {@link #addressHash} as a number: what a plugin keeps beside an
     * address to join {@code backline_api.suppression_standing} by. Two addresses have the same one
     * by a chance of one in 2⁶⁴, and the stricter answer then.
     */
    long addressKey(Channel channel, String normalisedAddress);
}
