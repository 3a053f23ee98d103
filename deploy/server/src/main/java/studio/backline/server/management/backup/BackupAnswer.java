package studio.backline.server.management.backup;

import java.util.List;
import studio.backline.platform.backup.BackupEntry;
import studio.backline.platform.backup.Backups;
import studio.backline.platform.work.Sending;

/** What commands about backups answer. */
public final class BackupAnswer {

    private BackupAnswer() {}

    /** An archive was made. */
    public record Made(
            String name, String place, long rows, long files, List<String> gone, long elsewhere) {

        /** In the words of the wire. */
        public static Made of(Backups.Made made) {
            return new Made(
                    made.name(),
                    made.place(),
                    made.rows(),
                    made.files(),
                    made.gone(),
                    made.elsewhere());
        }
    }

    /** An archive was proven. */
    public record Proven(
            String name, String madeAt, String provenAt, long rows, long files, String tried) {

        /** In the words of the wire. */
        public static Proven of(Backups.Proven proven) {
            return new Proven(
                    proven.name(),
                    proven.madeAt().toString(),
                    proven.provenAt().toString(),
                    proven.rows(),
                    proven.files(),
                    proven.tried());
        }
    }

    /**
     * An archive in its place.
     *
     * @param provenAt empty where it never was
     */
    public record Entry(String name, String madeAt, long bytes, String provenAt) {

        /** In the words of the wire. */
        public static Entry of(BackupEntry entry) {
            return new Entry(
                    entry.name(),
                    entry.madeAt().toString(),
                    entry.bytes(),
                    entry.provenAt().map(Object::toString).orElse(""));
        }
    }

    /**
     * The archives of a place.
     *
     * @param others so many more there belong to other houses
     */
    public record Listing(String place, List<Entry> archives, long others) {

        /** In the words of the wire. */
        public static Listing of(String place, Backups.Listing found) {
            return new Listing(
                    place, found.archives().stream().map(Entry::of).toList(), found.others());
        }
    }

    /** A file was written. */
    public record Written(String file) {}

    /**
     * Whether anything is sent.
     *
     * @param since from when on it is paused; empty where it is not
     * @param cause restored or operator; empty likewise
     */
    public record SendingState(boolean paused, String since, String cause) {

        /** In the words of the wire. */
        public static SendingState of(Sending sending) {
            return sending.paused()
                    .map(
                            pause ->
                                    new SendingState(
                                            true,
                                            pause.since().toString(),
                                            pause.cause()
                                                    .name()
                                                    .toLowerCase(java.util.Locale.ROOT)))
                    .orElse(new SendingState(false, "", ""));
        }
    }
}
