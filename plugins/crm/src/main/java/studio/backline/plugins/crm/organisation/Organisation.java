package studio.backline.plugins.crm.organisation;

import java.time.Instant;

/**
 * An organisation as kept.
 *
 * @param id which
 * @param details what is known
 * @param people how many people are affiliated with it
 * @param version to hand back when saving
 * @param changedAt when it last changed
 * @param anchor its place in the list by name
 */
public record Organisation(
        OrganisationId id,
        OrganisationDetails details,
        long people,
        long version,
        Instant changedAt,
        OrganisationAnchor anchor) {}
