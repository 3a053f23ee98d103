package studio.backline.server.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import studio.backline.server.management.PluginAnswer;

/** {@code backline plugin list}. */
@Command(
        name = "list",
        description = "Lists installed plugins, jars that lie ready and data that is kept.",
        mixinStandardHelpOptions = true)
final class PluginListCommand implements Callable<Integer> {

    @Mixin private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        return options.run(this::list);
    }

    private int list() throws Refused, IOException {
        Optional<ServerClient> client = options.server();
        if (client.isEmpty()) {
            PluginFolders.Found found = new PluginFolders(options.existingData()).look();
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
        for (PluginAnswer.KeptData kept : listing.kept()) {
            text.append(
                    "%-20s %-12s %-10s its data; erase it with: plugin remove %1$s --erase-data%n"
                            .formatted(kept.id(), kept.version(), "kept"));
        }
        // What stands with a plugin already is not said twice.
        listing.notices().stream()
                .filter(
                        each ->
                                listing.installed().stream()
                                        .noneMatch(it -> it.reason().equals(each)))
                .forEach(notice -> text.append(notice).append('\n'));
        return text.toString().stripTrailing();
    }
}
