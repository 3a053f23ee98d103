package studio.backline.server.cli.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.backline.platform.encryption.KeyRotation.Kind;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.Refused;
import studio.backline.server.cli.ServerClient;
import studio.backline.server.management.keys.RotateRequest;
import studio.backline.server.management.keys.RotateRequest.Rotated;

/** {@code backline key rotate}. */
@Command(
        name = "rotate",
        description = {
            "Has another key seal from now on; what the former one sealed stays readable.",
            "A running server seals it anew in the background, as it does after its next start; key status tells how far it is.",
            "A former key is retired when nothing is left under it, and destroyed 31 days later. The root key stays as it is."
        },
        mixinStandardHelpOptions = true)
final class KeyRotateCommand implements Callable<Integer> {

    @Mixin private CommonOptions options = new CommonOptions();

    @ArgGroup(multiplicity = "1")
    private Whose whose = new Whose();

    /** One of them has to be said. */
    static final class Whose {

        @Option(
                names = "--all",
                description = "All: those of the instance, of workspaces and of accounts.")
        private boolean all;

        @Option(
                names = "--instance",
                description =
                        "The key that wraps all others, and that of the instance's own fields.")
        private boolean instance;

        @Option(names = "--workspace", paramLabel = "ID", description = "That of a workspace.")
        private @Nullable UUID workspace;

        @Option(names = "--account", paramLabel = "ID", description = "That of an account.")
        private @Nullable UUID account;

        private RotateRequest request() {
            if (workspace != null) {
                return RotateRequest.of(Kind.WORKSPACE, workspace);
            }
            if (account != null) {
                return RotateRequest.of(Kind.ACCOUNT, account);
            }
            return all ? RotateRequest.all() : RotateRequest.instance();
        }
    }

    @Override
    public Integer call() {
        return options.run(this::rotate);
    }

    private int rotate() throws Refused, IOException {
        Path data = options.existingData();
        Optional<ServerClient> server = options.server();
        Rotated rotated =
                server.isPresent()
                        ? server.get().sendLong("key-rotate", whose.request(), Rotated.class)
                        : atRest(data);
        return options.answer(
                rotated,
                "%d rings have another key%s. Export the keys anew: key export"
                        .formatted(
                                rotated.rings().size(),
                                rotated.wrapped() == 0
                                        ? ""
                                        : ", and %d files are under another instance key"
                                                .formatted(rotated.wrapped())));
    }

    private Rotated atRest(Path data) throws Refused, IOException {
        try {
            return whose.request().rotate(RestingKeys.open(data).rotation());
        } catch (IllegalArgumentException e) {
            throw new Refused("no-such-keys", String.valueOf(e.getMessage()));
        }
    }
}
