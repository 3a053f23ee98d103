package studio.backline.server.management;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.server.settings.DataFolder;
import tools.jackson.databind.json.JsonMapper;

/** Commands about plugins. */
final class PluginCommands {

    private final ObjectProvider<Plugins> plugins;
    private final DataFolder folder;

    PluginCommands(ObjectProvider<Plugins> plugins, DataFolder folder) {
        this.plugins = plugins;
        this.folder = folder;
    }

    Map<String, Command> byName() {
        return Map.of(
                "plugin-list", body -> list(),
                "plugin-inspect",
                        body -> withJar(body, jar -> PluginAnswer.Plan.of(host().inspect(jar))),
                "plugin-install", body -> withJar(body, jar -> told(host().install(jar))),
                "plugin-enable", body -> told(host().enable(id(read(body)))),
                "plugin-disable", body -> told(host().disable(id(read(body)))),
                "plugin-remove", body -> remove(read(body)));
    }

    private Plugins host() {
        return plugins.getObject();
    }

    private PluginAnswer.Listing list() {
        return new PluginAnswer.Listing(
                host().list().stream().map(PluginAnswer.Installed::of).toList(),
                host().available().stream().map(PluginAnswer.Available::of).toList(),
                host().kept().stream().map(PluginAnswer.KeptData::of).toList(),
                host().notices());
    }

    private PluginAnswer.Removed remove(PluginRequest request) {
        RemovalChoice choice = request.erase() ? RemovalChoice.ERASE_DATA : RemovalChoice.KEEP_DATA;
        RemovalResult result = host().remove(id(request), choice);
        return new PluginAnswer.Removed(
                result.id().value(),
                request.erase(),
                result.rows().isPresent(),
                result.rows().orElse(Map.of()),
                result.restartAdvised());
    }

    private Object withJar(InputStream body, Function<Path, Object> act) throws IOException {
        Path jar = Files.createTempFile(folder.run(), "command", ".jar");
        try {
            Files.copy(body, jar, StandardCopyOption.REPLACE_EXISTING);
            return act.apply(jar);
        } finally {
            Files.deleteIfExists(jar);
        }
    }

    private static PluginAnswer.Installed told(PluginInfo plugin) {
        return PluginAnswer.Installed.of(plugin);
    }

    private static PluginId id(PluginRequest request) {
        return new PluginId(request.id());
    }

    private static PluginRequest read(InputStream body) {
        return JsonMapper.shared().readValue(body, PluginRequest.class);
    }
}
