package studio.backline.platform.pluginhost.lifecycle;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of plugins.
 *
 * @param safeMode start without any plugin
 * @param bundled the folder of plugins that came with the server; by default {@code plugins} beside
 *     {@code bin}
 * @param timeLimitSeconds how long the code of one plugin may take to start it, or to stop it
 */
@ConfigurationProperties("backline.plugins")
record PluginHostProperties(
        @DefaultValue("false") boolean safeMode,
        @Nullable Path bundled,
        @DefaultValue("60") int timeLimitSeconds) {

    @Nullable Path bundledFolder() {
        String home = System.getProperty("backline.home");
        if (bundled != null) {
            return bundled;
        }
        return home == null ? null : Path.of(home, "plugins");
    }
}
