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
 * <p>SQL of a plugin may join the projection {@code backline_api.consent_standing(subject_id,
 * channel, state, since, source)}, which shows the current workspace only.
 */
public interface ConsentLedger {

    /**
     * Adds entries. A grant for a subject or an address that has anything tighter on record is not
     * taken.
     *
     * @return how many entries were taken
     */
    int record(Collection<ConsentRecord> entries);

    /** How things stand, by channel; channels that nothing is known of are left out. */
    Map<Channel, Standing> standing(SubjectId subject);

    /**
     * The keyed hash under which the core knows an address in the caller's workspace: what {@code
     * backline_api.record_consents(…)} takes when a mass import records consent in SQL. Any thread
     * that has a caller; needs no transaction.
     *
     * @param normalisedAddress as the plugin compares it: a mail address in lower case, a phone in
     *     E.164
     */
    byte[] addressHash(Channel channel, String normalisedAddress);
}
