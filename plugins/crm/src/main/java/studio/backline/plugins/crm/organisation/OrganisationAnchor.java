package studio.backline.plugins.crm.organisation;

import java.util.UUID;

/**
 * A place in the list of organisations by name.
 *
 * @param key the folded name
 * @param id tells rows of the same key apart
 */
public record OrganisationAnchor(String key, UUID id) {}
