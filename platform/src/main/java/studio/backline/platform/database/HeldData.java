package studio.backline.platform.database;

import java.util.Optional;
import studio.backline.contract.privacy.DataCategory;

/**
 * How much a schema holds of one kind, over all workspaces.
 *
 * @param category what it tells of people; empty: entries of tables that tell nothing of anybody
 * @param count rows in which there is something of the kind
 * @param estimated whether that is what PostgreSQL reckons, since counting would take too long
 */
public record HeldData(Optional<DataCategory> category, long count, boolean estimated) {}
