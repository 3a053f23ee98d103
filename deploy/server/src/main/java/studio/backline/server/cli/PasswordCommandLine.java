package studio.backline.server.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import studio.backline.server.management.PasswordRequest;

/** {@code backline password}: for those who have forgotten theirs. */
@Command(
        name = "password",
        description = "Gives an account a new password.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = PasswordCommandLine.Reset.class)
final class PasswordCommandLine implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do with the password.");
    }

    /** {@code backline password reset}. */
    @Command(
            name = "reset",
            description = {
                "Gives an account of the running server a new password, and signs it out everywhere.",
                "The password is asked for, or read from the input when that is a file or pipe; it never",
                "stands on the command line."
            },
            mixinStandardHelpOptions = true)
    static final class Reset implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "EMAIL", description = "Address of the account.")
        private String email = "";

        @Override
        public Integer call() {
            return options.run(this::reset);
        }

        private int reset() throws Refused, IOException {
            ServerClient client = options.requireServer();
            Map<?, ?> done =
                    client.send("password", new PasswordRequest(email, typed()), Map.class);
            return options.answer(
                    done,
                    """
                    Done. Sign in at %s with the new password; all sessions of this account have ended.
                    """
                            .formatted(client.server().url()));
        }

        private String typed() throws IOException, Refused {
            Console console = options.console();
            String typed =
                    console.readSecret("New password (not shown): ").orElseThrow(Reset::missing);
            if (Console.isTerminal()
                    && !console.readSecret("The same again: ").equals(Optional.of(typed))) {
                throw new Refused(
                        "passwords-differ",
                        "The two passwords differ. Nothing was changed; run this again.");
            }
            return typed;
        }

        private static Refused missing() {
            return new Refused(
                    "answer-missing", "The new password is missing. Give it on the input.");
        }
    }
}
