package studio.backline.server.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.backline.platform.identity.FirstRunRequest.Plays;
import studio.backline.server.management.SetupRequest;
import studio.backline.server.management.SetupResult;

/** {@code backline setup}: the first run without a browser. */
@Command(
        name = "setup",
        description = {
            "Makes the first account and workspace of a new, running server.",
            "What is not given as an option is asked for; the password always is, or it is read from",
            "the input when that is a file or pipe."
        },
        mixinStandardHelpOptions = true)
final class SetupCommandLine implements Callable<Integer> {

    @Mixin private CommonOptions options = new CommonOptions();

    @Option(names = "--email", description = "Address of the first account.")
    private @Nullable String email;

    @Option(names = "--name", description = "Name of its person.")
    private @Nullable String name;

    @Option(names = "--workspace", description = "Name of the first workspace.")
    private @Nullable String workspace;

    @Option(
            names = "--plays",
            paramLabel = "me|team|several",
            description = {
                "Who plays here. me: just you (the default where nobody is asked);",
                "team: one artist with a team, whom you invite; several: several artists with a",
                "workspace each, of which this is the first. The settings change it later."
            })
    private @Nullable String plays;

    @Override
    public Integer call() {
        return options.run(this::setUp);
    }

    private int setUp() throws Refused, IOException {
        Optional<Plays> given = plays == null ? Optional.empty() : Optional.of(known(plays));
        ServerClient client = options.requireServer();
        SetupRequest request =
                new SetupRequest(
                        given(email, "E-mail address: "),
                        given(name, "Your name: "),
                        password(),
                        given(workspace, "Name of the workspace: "),
                        given.isPresent() ? given.get() : whoPlays());
        SetupResult result = client.send("setup", request, SetupResult.class);
        return options.answer(
                result,
                """
                Done. Sign in at %s

                The recovery sheet: write it on paper and keep it away from this machine. Without the root
                key or this sheet nobody can read the sealed data again.

                    %s
                """
                        .formatted(
                                client.server().url(),
                                String.join("\n    ", result.recoverySheet())));
    }

    private String given(@Nullable String option, String question) throws IOException, Refused {
        if (option != null) {
            return option;
        }
        options.console().askAtTerminal(question);
        return options.console().readLine().orElseThrow(SetupCommandLine::missing);
    }

    /** Scripts that say nothing of it get what the wizard begins with. */
    private Plays whoPlays() throws IOException, Refused {
        if (!Console.isTerminal()) {
            return Plays.ME;
        }
        String question =
                """
                Who plays here?
                  me       just you
                  team     one artist with a team, whom you invite
                  several  several artists with a workspace each; this is the first
                """;
        options.console().askAtTerminal(question);
        while (true) {
            String typed = given(null, "me, team or several (Enter: me): ");
            Optional<Plays> answer = typed.isBlank() ? Optional.of(Plays.ME) : find(typed);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    private static Plays known(String word) throws Refused {
        return find(word).orElseThrow(() -> unknown(word));
    }

    private static Optional<Plays> find(String word) {
        return Arrays.stream(Plays.values())
                .filter(one -> one.name().equalsIgnoreCase(word.strip()))
                .findFirst();
    }

    private static Refused unknown(String word) {
        return new Refused(
                "plays-unknown",
                "'%s' does not say who plays. Nothing was made; write --plays=me, team or several."
                        .formatted(word));
    }

    private String password() throws IOException, Refused {
        Console console = options.console();
        String typed =
                console.readSecret("Password (not shown): ").orElseThrow(SetupCommandLine::missing);
        if (Console.isTerminal()
                && !console.readSecret("The same again: ").equals(Optional.of(typed))) {
            throw new Refused(
                    "passwords-differ",
                    "The two passwords differ. Nothing was made; run this again.");
        }
        return typed;
    }

    private static Refused missing() {
        return new Refused(
                "answer-missing",
                "An answer is missing. Give --email, --name and --workspace, and the password on the"
                        + " input.");
    }
}
