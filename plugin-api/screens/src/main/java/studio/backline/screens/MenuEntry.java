package studio.backline.screens;

/**
 * A screen's place in the drawer.
 *
 * @param group under which heading
 * @param textKey key of the label in the contributor's message bundle
 * @param icon name of an icon in {@code icons.svg}, such as {@code people}
 * @param order position within the group, from low to high
 */
public record MenuEntry(MenuGroup group, String textKey, String icon, int order) {}
