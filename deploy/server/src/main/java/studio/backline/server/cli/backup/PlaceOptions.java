package studio.backline.server.cli.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.backup.Backups;
import studio.backline.platform.backup.Places;
import studio.backline.platform.backup.place.BackupPlace;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.Refused;
import studio.backline.server.cli.ServerClient;
import studio.backline.server.management.backup.BackupAct;
import studio.backline.server.management.backup.BackupRequest;

/** What commands about archives understand, and how they get at them. */
final class PlaceOptions {

    @Mixin CommonOptions common = new CommonOptions();

    @Option(
            names = "--place",
            paramLabel = "FOLDER",
            description = "Where the archives are. Default: what 'backup place' chose.")
    private @Nullable Path place;

    /**
     * Has the running server do it, or does it here where none runs.
     *
     * @param archive a name; empty for the newest, or none
     */
    <T> T run(BackupAct<T> act, String archive) throws Refused, IOException {
        Path data = common.existingData();
        Optional<ServerClient> server = common.server();
        if (server.isPresent()) {
            return server.get()
                    .sendLong(
                            act.command(),
                            new BackupRequest(named().orElse(""), archive, ""),
                            act.answer());
        }
        Optional<String> name = Optional.of(archive).filter(given -> !given.isEmpty());
        return act.answer()
                .cast(
                        resting(
                                data,
                                house -> {
                                    Backups backups =
                                            new Backups(house, Clock.systemUTC(), step -> {});
                                    try (BackupPlace opened = new Places(house).open(named())) {
                                        return act.work().at(backups, opened, name);
                                    }
                                }));
    }

    /** What is done with a house that no server runs on. */
    interface Work {
        Object with(RestingHouse house) throws Exception;
    }

    /** Opens the house, and says in a sentence what goes wrong. */
    static Object resting(Path data, Work work) throws Refused, IOException {
        try (RestingHouse house = RestingHouse.open(data)) {
            return work.with(house);
        } catch (Exception e) {
            throw refused(e, "");
        }
    }

    /** The sentence for a failure. */
    static Refused refused(Exception failure, String archive) throws IOException {
        Exception explained = Backups.explained(failure, archive);
        return switch (explained) {
            case Refused known -> known;
            case BackupRefusedException known ->
                    new Refused(known.code(), String.valueOf(known.getMessage()));
            case KeyStoreRefusedException known ->
                    new Refused("key-refused", known.what() + " " + known.remedy());
            case DatabaseFailureException known ->
                    new Refused("database-refused", known.what() + " " + known.remedy());
            case IOException known -> throw known;
            default ->
                    new Refused(
                            "failed",
                            "Not done: something unexpected came in between (%s: %s)."
                                    .formatted(
                                            explained.getClass().getSimpleName(),
                                            explained.getMessage()));
        };
    }

    private Optional<String> named() {
        return Optional.ofNullable(place).map(path -> path.toAbsolutePath().normalize().toString());
    }
}
