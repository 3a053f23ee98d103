package studio.backline.ui.screen;

import java.util.Optional;
import java.util.stream.IntStream;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.text.Texts;
import studio.backline.screens.Screen;

/**
 * A screen that can be opened now.
 *
 * @param plugin who contributed it; empty for the host
 * @param screen the contribution
 * @param texts the contributor's texts, for the menu's label
 */
public record MountedScreen(Optional<PluginId> plugin, Screen screen, Texts texts) {

    /** Whether a path, without query and fragment, is one of the screen's addresses. */
    boolean leads(String path) {
        String[] wanted = screen.path().split("/");
        String[] given = path.split("/");
        return wanted.length == given.length
                && IntStream.range(0, given.length)
                        .allMatch(i -> wanted[i].startsWith(":") || wanted[i].equals(given[i]));
    }
}
