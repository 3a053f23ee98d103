package studio.backline.ui.screen;

import java.util.List;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.text.Texts;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.RunningPlugin;

/**
 * A plugin that has nothing but something to say.
 *
 * @param said its one bean
 */
record Speaking(PluginId id, ClassLoader classLoader, Object said) implements RunningPlugin {

    static final Texts TEXTS = (key, arguments) -> key + List.of(arguments);

    @Override
    public PluginManifest manifest() {
        throw new UnsupportedOperationException("It has none.");
    }

    @Override
    public <T> List<T> beans(Class<T> type) {
        return type.isInstance(said) ? List.of(type.cast(said)) : List.of();
    }

    @Override
    public <T> T create(Class<T> type) {
        throw new UnsupportedOperationException("It makes nothing.");
    }

    @Override
    public Texts texts() {
        return TEXTS;
    }
}
