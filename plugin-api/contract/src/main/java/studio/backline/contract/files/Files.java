package studio.backline.contract.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Files of the caller's workspace, sealed on the disk in segments and streamed, so that size does
 * not matter to memory. Any thread that has a caller; needs no transaction.
 */
public interface Files {

    /**
     * Stores what the writer writes, whole or not at all.
     *
     * @param name as the person calls it; path parts are cut off
     * @throws IOException when the disk or the writer fails; nothing is stored then
     */
    StoredFile store(String name, Writer writer) throws IOException;

    /** What is known of a file; empty when the caller's workspace has none of that id. */
    Optional<StoredFile> find(FileId id);

    /**
     * Opens a file from its beginning. The caller closes the stream.
     *
     * @throws IOException when there is no such file, or it was changed on the disk
     */
    InputStream open(FileId id) throws IOException;

    /** Deletes a file; nothing happens when there is none. */
    void delete(FileId id);

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Writer {

        /** Writes everything to the stream and leaves it open. */
        void writeTo(OutputStream out) throws IOException;
    }
}
