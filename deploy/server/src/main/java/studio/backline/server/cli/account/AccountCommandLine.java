package studio.backline.server.cli.account;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.Refused;
import studio.backline.server.management.RecoverRequest;

/** {@code backline account}: for whoever has lost the second factor and the recovery codes. */
@Command(
        name = "account",
        description = "Lets somebody in again who has lost their second factor.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AccountCommandLine.Recover.class)
public final class AccountCommandLine implements Runnable {

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do with the account.");
    }

    /** {@code backline account recover}. */
    @Command(
            name = "recover",
            description = {
                "Takes all second factors of an account of the running server away.",
                "Its authenticator app, passkeys and recovery codes are void, and it is signed out everywhere.",
                "It signs in with its password alone, and sets up another factor then. See first that it is",
                "its person who asks: by telephone or in the room, not by a letter. It is on record, and told",
                "to the account by mail."
            },
            mixinStandardHelpOptions = true)
    static final class Recover implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "EMAIL", description = "Address of the account.")
        private String email = "";

        @Override
        public Integer call() {
            return options.run(this::recover);
        }

        private int recover() throws Refused, IOException {
            Map<?, ?> done =
                    options.requireServer().send("recover", new RecoverRequest(email), Map.class);
            return options.answer(
                    done,
                    """
                    Done. The account has no second factor any more and is signed out everywhere. It signs in with
                    its password, and is asked to set up another factor. Where the password is lost as well:
                    bin/backline password reset.
                    """);
        }
    }
}
