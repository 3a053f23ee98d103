package studio.backline.server.cli.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.backline.platform.backup.ArchiveNames;
import studio.backline.platform.backup.run.Restore;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.encryption.RecoverySheet;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.LocalSettings;
import studio.backline.server.cli.Refused;

/** {@code backline backup restore}. */
@Command(
        name = "restore",
        description = {
            "Puts an archive back, into a data folder that is not there yet or empty, and its database likewise.",
            "Needs the archive, the key archive, and the eight lines of the recovery sheet, which are read from",
            "the input. Where the root key file is there already, it is taken and no line is asked for.",
            "Sending is paused afterwards: bin/backline sending resume"
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Mixin private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "ARCHIVE", description = "The archive's file.")
    private Path archive = Path.of("");

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "The key archive. Default: that of the archive's house, beside it.")
    private @Nullable Path keys;

    @Override
    public Integer call() {
        return options.run(this::restore);
    }

    private int restore() throws Refused, IOException {
        Path file = readable(archive);
        Path keyFile = readable(keys != null ? keys : keysBeside(file));
        LocalSettings settings = LocalSettings.load();
        Path rootKey = settings.rootKeyFile();
        Path data = options.data();
        Optional<DatabaseAddress> external = settings.database();
        Restore.Targets targets =
                external.isPresent()
                        ? house -> RestingHouse.database(house, external.get())
                        : Restore.embedded();
        try (InputStream sealedKeys = Files.newInputStream(keyFile);
                InputStream sealed = Files.newInputStream(file)) {
            Restore.Restored restored =
                    new Restore(data, rootKey, step -> {})
                            .run(sealedKeys, sealed, sheet(rootKey), targets);
            return options.answer(restored, words(restored, data, rootKey));
        } catch (IllegalArgumentException e) {
            throw new Refused("sheet-wrong", String.valueOf(e.getMessage()));
        } catch (Exception e) {
            throw PlaceOptions.refused(e, file.toString());
        }
    }

    private static Path keysBeside(Path archive) throws Refused {
        return ArchiveNames.keysOf(String.valueOf(archive.getFileName()))
                .map(archive::resolveSibling)
                .orElseThrow(
                        () ->
                                new Refused(
                                        "no-keys",
                                        "'%s' has another name than archives have, so that its key archive is not known. Name it with --keys."
                                                .formatted(archive)));
    }

    private RecoverySheet sheet(Path rootKey) throws IOException {
        if (Files.exists(rootKey)) {
            return RecoverySheet.of(Files.readAllBytes(rootKey));
        }
        RecoverySheet typed = SheetQuestion.ask(options.console());
        // Says which line is wrong before anything is done.
        typed.rootKey();
        return typed;
    }

    /** A folder that is closed to this user does not even say what it holds. */
    static Path readable(Path file) throws Refused {
        if (Files.notExists(file) || Files.isDirectory(file)) {
            throw new Refused("no-file", "There is no file '%s'.".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new Refused(
                    "file-closed",
                    "The user %s may not read '%s'. Both archives are sealed, so let others read them: chmod -R a+rX, on the folder that they lie in."
                            .formatted(System.getProperty("user.name"), file));
        }
        return file.toAbsolutePath();
    }

    private static String words(Restore.Restored restored, Path data, Path rootKey) {
        String found =
                restored.earlier()
                        ? "The restore before this one had come to its end; it was cut off just then, and nothing was missing.\n"
                        : "";
        return """
        %sAll of %s is back in %s: %d rows, %d files. The root key is at %s.
        Compare %s with your settings, then start the server. Sending is paused until you say: bin/backline sending resume"""
                .formatted(
                        found,
                        restored.madeAt(),
                        data,
                        restored.rows(),
                        restored.files(),
                        rootKey,
                        data.resolve(Restore.CONFIGURATION));
    }
}
