package studio.backline.platform.files.content;

/**
 * What the house says of new content.
 *
 * @param store the name of where it goes
 * @param quota bytes that a workspace may hold
 */
public record HouseLimits(String store, long quota) {}
