package studio.backline.server.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import studio.backline.platform.audit.Origin;
import studio.backline.server.cli.account.AccountCommandLine;
import studio.backline.server.cli.audit.AuditCommandLine;
import studio.backline.server.cli.backup.BackupCommandLine;
import studio.backline.server.cli.backup.SendingCommandLine;
import studio.backline.server.cli.keys.KeyCommandLine;
import studio.backline.server.cli.outgoing.OutgoingCommandLine;

/** The one command. Exit codes: 0 done, 1 refused with the reason, 2 wrong usage. */
@Command(
        name = "backline",
        description = "Runs a Backline server and looks after it.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {
            ServeCommand.class,
            SetupCommandLine.class,
            PasswordCommandLine.class,
            AccountCommandLine.class,
            PluginCommandLine.class,
            KeyCommandLine.class,
            BackupCommandLine.class,
            SendingCommandLine.class,
            OutgoingCommandLine.class,
            AuditCommandLine.class,
            DoctorCommand.class,
            UpgradeCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused, with the reason", "2:wrong usage"})
public final class Backline implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        if (args.length == 0 || !args[0].equals("serve")) {
            // What a library has to tell would stand among the answers.
            LoggingSystem.get(Backline.class.getClassLoader())
                    .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        }
        CommandLine line = new CommandLine(new Backline());
        // What a server does by itself is no command's.
        int code =
                args.length > 0 && args[0].equals("serve")
                        ? line.execute(args)
                        : Origin.ofCommandLine().call(() -> line.execute(args));
        if (code != ServeCommand.RUNS_ON) {
            System.exit(code);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Say what to do.");
    }
}
