package studio.backline.plugins.crm.person;

import java.time.Instant;
import studio.backline.contract.subject.SubjectId;

/**
 * A person as kept.
 *
 * @param id which, in the core's ledgers too
 * @param details what is known
 * @param version to hand back when saving
 * @param createdAt when the person was added
 * @param changedAt when anything of the person last changed
 */
public record PersonProfile(
        SubjectId id, PersonDetails details, long version, Instant createdAt, Instant changedAt) {}
