package studio.backline.server.cli.backup;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.Refused;
import studio.backline.server.management.backup.BackupAnswer.SendingState;

/** {@code backline sending}: whether anything leaves this server. */
@Command(
        name = "sending",
        description = {
            "Says whether mail, messages and calls to other services leave this server; pauses them, or lets them go on.",
            "A restored server begins paused."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SendingCommandLine.Status.class,
            SendingCommandLine.Pause.class,
            SendingCommandLine.Resume.class
        })
public final class SendingCommandLine implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do with sending.");
    }

    /** {@code backline sending status}. */
    @Command(
            name = "status",
            description = "Says whether sending is paused, since when and why.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Override
        public Integer call() {
            return options.run(() -> ask(options, "sending-status"));
        }
    }

    /** {@code backline sending pause}. */
    @Command(
            name = "pause",
            description = "From now on nothing is sent; what is to be sent waits.",
            mixinStandardHelpOptions = true)
    static final class Pause implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Override
        public Integer call() {
            return options.run(() -> ask(options, "sending-pause"));
        }
    }

    /** {@code backline sending resume}. */
    @Command(
            name = "resume",
            description = "From now on everything is sent that waits.",
            mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Override
        public Integer call() {
            return options.run(() -> ask(options, "sending-resume"));
        }
    }

    private static int ask(CommonOptions options, String command) throws Refused, IOException {
        SendingState state = options.requireServer().send(command, "", SendingState.class);
        String words = "Sending goes on.";
        if (state.paused()) {
            words =
                    state.cause().equals("restored")
                            ? "Sending is paused since %s, when this server was restored from a backup."
                            : "Sending is paused since %s, as the operator wished.";
        }
        return options.answer(state, words.formatted(state.since()));
    }
}
