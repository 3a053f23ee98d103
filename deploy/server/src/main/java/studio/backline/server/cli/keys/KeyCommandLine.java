package studio.backline.server.cli.keys;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Objects;
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
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.LocalSettings;
import studio.backline.server.cli.Refused;
import studio.backline.server.cli.backup.KeyExportCommand;
import studio.backline.server.cli.backup.SheetQuestion;

/** {@code backline key}: the root key, and all that hangs under it. */
@Command(
        name = "key",
        description =
                "Tells of the keys, rotates them, takes them out, and puts the root key back.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            KeyStatusCommand.class,
            KeyRotateCommand.class,
            KeyExportCommand.class,
            KeyCommandLine.Restore.class
        })
public final class KeyCommandLine implements Runnable {

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
            RecoverySheet sheet = SheetQuestion.ask(options.console());
            try {
                KeyStore.restoreRootKey(file, options.data(), sheet);
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
