package studio.backline.platform.backup.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A place that keeps archives by name. Under its name an archive is there whole or not at all. */
public interface BackupPlace extends AutoCloseable {

    /** Writes content; the place closes what it is written to. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws Exception;
    }

    /**
     * Something that is kept.
     *
     * @param bytes its size
     */
    record Kept(String name, long bytes) {}

    /** What is written there to see whether one may; no house takes it for an archive. */
    String TRIAL = "backline.trial";

    /** Where it is, for people. */
    String inWords();

    /**
     * Makes it where it is not there, and tries whether one may look, write, read and delete there.
     *
     * @throws studio.backline.platform.backup.BackupRefusedException when one may not
     */
    default void prepare() throws Exception {
        byte[] written = "May one write here?\n".getBytes(StandardCharsets.UTF_8);
        put(TRIAL, out -> out.write(written));
        try (InputStream in = open(TRIAL)) {
            if (in.readAllBytes().length != written.length) {
                throw new IOException("What was written there does not come back");
            }
        }
        list();
        delete(TRIAL);
    }

    /**
     * Clears what a killed process was writing under names that begin so. Whoever calls it writes
     * there alone.
     */
    void clear(String prefix) throws IOException;

    /** Keeps content under a name, in the place of what had it; nothing where writing it fails. */
    void put(String name, Content content) throws Exception;

    /** Reads what is kept under a name. */
    InputStream open(String name) throws IOException;

    /** All that is kept and whole. */
    List<Kept> list() throws IOException;

    /** Deletes what is kept under a name, where it is. */
    void delete(String name) throws IOException;

    @Override
    void close() throws IOException;
}
