package studio.backline.server.management.backup;

import java.util.List;
import java.util.Optional;
import studio.backline.platform.backup.Backups;
import studio.backline.platform.backup.place.BackupPlace;

/**
 * What can be done at a place: by a running server, or by the command itself where none runs.
 *
 * @param command its name on the management port
 * @param answer what it answers
 * @param work does it
 */
public record BackupAct<T>(String command, Class<T> answer, Work<T> work) {

    /** Makes an archive. */
    public static final BackupAct<BackupAnswer.Made> CREATE =
            new BackupAct<>(
                    "backup-create",
                    BackupAnswer.Made.class,
                    (backups, place, archive) -> BackupAnswer.Made.of(backups.create(place)));

    /** Proves one; the newest where none is named. */
    public static final BackupAct<BackupAnswer.Proven> VERIFY =
            new BackupAct<>(
                    "backup-verify",
                    BackupAnswer.Proven.class,
                    (backups, place, archive) ->
                            BackupAnswer.Proven.of(backups.verify(place, archive)));

    /** Lists them. */
    public static final BackupAct<BackupAnswer.Listing> LIST =
            new BackupAct<>(
                    "backup-list",
                    BackupAnswer.Listing.class,
                    (backups, place, archive) ->
                            BackupAnswer.Listing.of(place.inWords(), backups.list(place)));

    /** All of them. */
    public static final List<BackupAct<?>> ALL = List.of(CREATE, VERIFY, LIST);

    /** The work. */
    @FunctionalInterface
    public interface Work<T> {

        /**
         * Does it.
         *
         * @param archive a name; empty for the newest, or none
         */
        T at(Backups backups, BackupPlace place, Optional<String> archive) throws Exception;
    }
}
