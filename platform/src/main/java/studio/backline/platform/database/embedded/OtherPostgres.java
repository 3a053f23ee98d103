package studio.backline.platform.database.embedded;

import java.nio.file.Path;
import studio.backline.platform.database.DatabaseFailureException;

/** A cluster that another major version of PostgreSQL has made, which this one cannot read. */
final class OtherPostgres {

    private OtherPostgres() {}

    /**
     * @param made the major version that has made it
     * @param ours the one that this release comes with
     */
    static DatabaseFailureException refusal(Path folder, String made, String ours) {
        return new DatabaseFailureException(
                "The database in '%s' is one of PostgreSQL %s, and this Backline comes with %s."
                        .formatted(folder, made, ours),
                isOlder(made, ours) ? toMove() : toGoBack(),
                null);
    }

    /** An archive holds tables and files of no version of PostgreSQL. */
    private static String toMove() {
        return "Two commands move it. Start the release that it ran with, and make an archive:"
                + " bin/backline backup create --place=/mnt/backup. Stop it, and with this release"
                + " bring that archive into a data folder of its own: bin/backline backup restore"
                + " /mnt/backup/<archive> --data=<new folder>. Nothing was changed.";
    }

    private static String toGoBack() {
        return "Start the newer Backline again. To go back to this one, bring back the archive that"
                + " was made before the upgrade: bin/backline backup restore. Nothing was changed.";
    }

    private static boolean isOlder(String made, String ours) {
        return !made.matches("\\d{1,4}") || Integer.parseInt(made) < Integer.parseInt(ours);
    }
}
