package studio.backline.screens.list;

/**
 * A place in a sorted list, between two rows. Only the source that made it reads it; it travels to
 * the browser and back, so a source takes an anchor as it takes any other input.
 *
 * @param value whatever the source needs in order to find the place again
 */
public record Anchor(String value) {}
