package studio.backline.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import studio.backline.server.management.PluginAnswer;
import studio.backline.server.management.PluginRequest;

/** Commands that turn a plugin on and off. */
final class PluginStateCommands {

    private PluginStateCommands() {}

    /** {@code backline plugin enable}. */
    @Command(
            name = "enable",
            description = "Starts a plugin now and at each start.",
            mixinStandardHelpOptions = true)
    static final class Enable implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "ID", description = "The plugin's id.")
        private String id = "";

        @Override
        public Integer call() {
            return options.run(() -> change(options, "plugin-enable", id));
        }
    }

    /** {@code backline plugin disable}. */
    @Command(
            name = "disable",
            description = "Stops a plugin and keeps it off. Its data stays.",
            mixinStandardHelpOptions = true)
    static final class Disable implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "ID", description = "The plugin's id.")
        private String id = "";

        @Override
        public Integer call() {
            return options.run(() -> change(options, "plugin-disable", id));
        }
    }

    private static int change(CommonOptions options, String command, String id)
            throws Refused, IOException {
        PluginAnswer.Installed plugin =
                options.requireServer()
                        .send(command, new PluginRequest(id, false), PluginAnswer.Installed.class);
        return options.answer(plugin, "%s is %s.".formatted(plugin.id(), plugin.state()));
    }
}
