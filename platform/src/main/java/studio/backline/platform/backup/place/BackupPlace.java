package studio.backline.platform.backup.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** Where it is, for people. */
    String inWords();

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
