package studio.backline.plugins.crm.organisation;

import java.time.Instant;

/**
 * An organisation as kept.
 *
 * @param id which
 * @param details what is known
 * @param people how many people are affiliated with it
 * @param version to hand back when saving
 * @param changedAt when anything of it last changed
 */
public record Organisation(
        OrganisationId id,
        OrganisationDetails details,
        long people,
        long version,
        Instant changedAt) {}
