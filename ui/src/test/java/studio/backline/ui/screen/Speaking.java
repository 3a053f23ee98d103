package studio.backline.ui.screen;

import java.time.Duration;
import java.util.List;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.text.Texts;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.ui.voice.PluginVoices;

/**
 * A plugin that has nothing but something to say.
 *
 * @param said its one bean
 */
record Speaking(PluginId id, ClassLoader classLoader, Object said) implements RunningPlugin {

    static final Texts TEXTS = (key, arguments) -> key + List.of(arguments);

    /** Heard for as long as a busy machine may take. */
    static final PluginVoices HEARD = new PluginVoices(Duration.ofSeconds(30), work -> work);

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
