package studio.backline.screens;

import java.util.Optional;

/**
 * A screen's place in the drawer.
 *
 * @param group under which heading
 * @param textKey key of the label in the contributor's message bundle
 * @param icon name of an icon in {@code icons.svg}, such as {@code people}
 * @param order position within the group, from low to high
 * @param letter what opens it after G, from a to z; where two claim one, the first in the menu has
 *     it
 */
public record MenuEntry(
        MenuGroup group, String textKey, String icon, int order, Optional<Character> letter) {

    /** Checks the letter; throws {@link IllegalArgumentException} naming it. */
    public MenuEntry {
        letter.filter(it -> it < 'a' || it > 'z')
                .ifPresent(
                        wrong -> {
                            throw new IllegalArgumentException(
                                    "Not a letter for a menu entry: '%s'. Use one from a to z."
                                            .formatted(wrong));
                        });
    }

    /** An entry that no letter opens. */
    public MenuEntry(MenuGroup group, String textKey, String icon, int order) {
        this(group, textKey, icon, order, Optional.empty());
    }

    /** The same entry, which G and then this letter opens. */
    public MenuEntry openedBy(char key) {
        return new MenuEntry(group, textKey, icon, order, Optional.of(key));
    }
}
