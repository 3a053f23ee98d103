package studio.backline.server.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The one command. Exit codes: 0 done, 1 refused with the reason, 2 wrong usage. */
@Command(
        name = "backline",
        description = "Runs a Backline server and looks after it.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {
            ServeCommand.class,
            SetupCommandLine.class,
            PluginCommandLine.class,
            KeyCommandLine.class,
            DoctorCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused, with the reason", "2:wrong usage"})
public final class Backline implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        int code = new CommandLine(new Backline()).execute(args);
        if (code != ServeCommand.RUNS_ON) {
            System.exit(code);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Say what to do.");
    }
}
