package studio.backline.platform.connections;

import java.util.Locale;
import java.util.function.Function;
import studio.backline.contract.plugin.PluginId;

/**
 * A provider and the plugin that declares it.
 *
 * @param plugin whose
 * @param pluginName what that is called, in the reader's language
 * @param provider what it declares
 */
public record DeclaredProvider(
        PluginId plugin, Function<Locale, String> pluginName, ProviderDeclaration provider) {}
