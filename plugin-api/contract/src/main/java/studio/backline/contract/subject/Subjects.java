package studio.backline.contract.subject;

import java.util.Collection;

/**
 * Tells the core of the people a plugin keeps. Runs on the plugin's own connection inside its
 * current transaction and commits with it; {@link IllegalStateException} where there is none.
 */
public interface Subjects {

    /** Makes the subject known; nothing happens when it is known already. */
    void register(SubjectId id, SubjectKind kind);

    /**
     * Takes back subjects that this plugin registered and that nothing else refers to, as the undo
     * of an import does. Consent given by them goes with them; suppressions of their addresses
     * stay.
     */
    void withdraw(Collection<SubjectId> ids);

    /**
     * The same of people whom a list brought that should not have been: where another plugin knows
     * them too and they stay, the grants that came with them are undone, as {@link
     * studio.backline.contract.consent.ConsentLedger#undoGrants} does.
     *
     * @param reason why, in words fit for the person; not blank, at most 200 characters
     */
    void withdraw(Collection<SubjectId> ids, String reason);

    /**
     * Notes that two subjects are one person: {@code alias} is from now on {@code subject}, for
     * consent too, where the strictest standing of both wins.
     */
    void merge(SubjectId alias, SubjectId subject);
}
