package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.platform.encryption.RecoverySheet;

/** {@code backline key}: the root key. */
@Command(
        name = "key",
        description = "Puts the root key back from its recovery sheet.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = KeyCommandLine.Restore.class)
final class KeyCommandLine implements Runnable {

    private static final int LINES = 8;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do with the key.");
    }

    /** {@code backline key restore}. */
    @Command(
            name = "restore",
            description = {
                "Makes the root key file from a recovery sheet, where no file is.",
                "The eight lines of the sheet are read from the input, never from the command line."
            },
            mixinStandardHelpOptions = true)
    static final class Restore implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Override
        public Integer call() {
            return options.run(this::restore);
        }

        private int restore() throws Refused, IOException {
            Path file = LocalSettings.load().rootKeyFile();
            List<String> lines = new ArrayList<>();
            while (lines.size() < LINES) {
                options.console().askAtTerminal("Line %d: ".formatted(lines.size() + 1));
                Optional<String> line = options.console().readLine();
                if (line.isEmpty()) {
                    break;
                }
                if (!line.get().isBlank()) {
                    lines.add(line.get());
                }
            }
            try {
                KeyStore.restoreRootKey(file, options.data(), new RecoverySheet(lines));
            } catch (FileAlreadyExistsException e) {
                throw new Refused(
                        "key-exists",
                        "There is a root key at '%s' already. Nothing was changed."
                                .formatted(file));
            } catch (KeyStoreRefusedException e) {
                throw new Refused("key-refused", e.what() + " " + e.remedy());
            } catch (IllegalArgumentException e) {
                throw new Refused("sheet-wrong", String.valueOf(e.getMessage()));
            }
            return options.answer(
                    new Restored(file.toString()), "The root key is back at '%s'.".formatted(file));
        }

        private record Restored(String rootKeyFile) {}
    }
}
