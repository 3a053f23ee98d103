package studio.backline.ui.screen;

import java.util.Optional;
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
public record MountedScreen(Optional<PluginId> plugin, Screen screen, Texts texts) {}
