package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import studio.backline.server.management.PluginAnswer;

/** {@code backline plugin list}. */
@Command(
        name = "list",
        description = "Lists installed plugins and jars that lie ready.",
        mixinStandardHelpOptions = true)
final class PluginListCommand implements Callable<Integer> {

    @Mixin private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        return options.run(this::list);
    }

    private int list() throws Refused, IOException {
        Path data = options.existingData();
        Optional<ServerClient> client = ServerClient.find(data);
        if (client.isEmpty()) {
            PluginFolders.Found found = new PluginFolders(data).look();
            return options.answer(found, found.inWords());
        }
        PluginAnswer.Listing listing =
                client.get().send("plugin-list", Map.of(), PluginAnswer.Listing.class);
        return options.answer(listing, inWords(listing));
    }

    private static String inWords(PluginAnswer.Listing listing) {
        StringBuilder text = new StringBuilder();
        for (PluginAnswer.Installed plugin : listing.installed()) {
            text.append(
                    "%-20s %-12s %-10s %s%n"
                            .formatted(
                                    plugin.id(), plugin.version(), plugin.state(), plugin.name()));
            if (!plugin.reason().isEmpty()) {
                text.append("    ").append(plugin.reason()).append('\n');
            }
            if (plugin.restartAdvised()) {
                text.append("    An earlier version is still in memory: restart when it suits.\n");
            }
        }
        if (listing.installed().isEmpty()) {
            text.append("No plugin is installed.\n");
        }
        for (PluginAnswer.Available jar : listing.available()) {
            text.append(
                    jar.refusal().isEmpty()
                            ? "%-20s %-12s %-10s %s%n"
                                    .formatted(jar.id(), jar.version(), "ready", jar.jar())
                            : "%s%n    %s%n".formatted(jar.jar(), jar.refusal()));
        }
        return text.toString().stripTrailing();
    }
}
