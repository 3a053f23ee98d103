package studio.backline.server.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backline plugin}: what is installed, and what could be. */
@Command(
        name = "plugin",
        description = "Lists, inspects, installs and removes plugins.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PluginListCommand.class,
            PluginJarCommands.Inspect.class,
            PluginJarCommands.Install.class,
            PluginStateCommands.Enable.class,
            PluginStateCommands.Disable.class,
            PluginRemoveCommand.class
        })
final class PluginCommandLine implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do with plugins.");
    }
}
