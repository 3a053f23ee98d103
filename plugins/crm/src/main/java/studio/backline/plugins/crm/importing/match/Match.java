package studio.backline.plugins.crm.importing.match;

import java.util.UUID;

/**
 * Whom a row is about.
 *
 * @param person who is here already
 * @param keepsName whether the name stays as it is here: the row's is a part of it, or the same in
 *     another order
 */
public record Match(UUID person, boolean keepsName) {}
