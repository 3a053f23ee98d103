package studio.backline.contract.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Files of the caller's workspace, sealed on the disk in segments and streamed, so that size does
 * not matter to memory. Any thread that has a caller; needs no transaction.
 */
public interface Files {

    /**
     * Stores what the writer writes, whole or not at all. Until it is {@linkplain #keep kept} it is
     * there for now: a server that stops before then deletes it at its next start.
     *
     * <p>Content that the workspace has already is stored once, however often it comes.
     *
     * @throws FileRefusedException when it is not what it may be, the workspace has no room for it,
     *     or the disk has none
     * @throws IOException when the disk or the writer fails; nothing is stored then
     */
    StoredFile store(NewFile file, Writer writer) throws IOException;

    /** The same, for a file of any type and size. */
    default StoredFile store(String name, Writer writer) throws IOException {
        return store(NewFile.named(name), writer);
    }

    /** What is known of a file; empty when the caller's workspace has none of that id. */
    Optional<StoredFile> find(FileId id);

    /**
     * Opens a file from its beginning. The caller closes the stream.
     *
     * @throws IOException when there is no such file, or it was changed on the disk
     */
    InputStream open(FileId id) throws IOException;

    /**
     * Opens a part of a file, without reading what lies before it. The caller closes the stream.
     *
     * @param from the first byte, counted from 0
     * @param length bytes at most; the stream ends earlier only where the file does
     * @throws IOException when there is no such file, it ends before {@code from}, or the part was
     *     changed on the disk
     */
    InputStream open(FileId id, long from, long length) throws IOException;

    /**
     * Keeps a stored file for good, exactly if the transaction commits: the one in which the plugin
     * writes down its id, so that no file is left that nobody names.
     *
     * @throws IllegalStateException outside a transaction of the plugin
     * @throws IllegalArgumentException when the caller's workspace has no such file of the plugin
     */
    void keep(FileId id);

    /**
     * Deletes a file; nothing happens when there is none. In a transaction of the plugin it goes
     * exactly if that commits, even where the server is killed right after; outside at once.
     */
    void delete(FileId id);

    /**
     * Opens an empty file without a name, to be read and written while one piece of work runs: for
     * what would not fit into memory. Whoever asked closes it, and then it is gone, as it is when
     * the server stops or is killed. It lies on the disk as it is written, <em>not sealed</em>: no
     * names, addresses or texts go in, and hashes of such only with a secret that stays in memory.
     *
     * @throws IOException when the disk fails
     */
    FileChannel scratch() throws IOException;

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Writer {

        /** Writes everything to the stream and leaves it open. */
        void writeTo(OutputStream out) throws IOException;
    }
}
