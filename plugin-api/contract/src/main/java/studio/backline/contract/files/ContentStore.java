package studio.backline.contract.files;

import java.io.IOException;
import java.io.InputStream;

/**
 * An extension point: a place for the content of files, such as a bucket. All that comes here is
 * sealed already; a key tells nothing of what lies under it. The operator chooses the store for new
 * files, and each file stays where it was put. Called on any thread and by several at once, outside
 * any transaction, with the plugin's class loader as context class loader.
 */
public interface ContentStore {

    /**
     * Its name, written down with each file: a lower-case letter, then up to 39 of {@code a-z0-9-},
     * the same for good, and no other plugin's; {@code folder} is the house's own.
     */
    String id();

    /**
     * Puts content under a key that is new. When this returns the content is safe from a power
     * failure; when it throws nothing is there, or what is there is deleted by the host later.
     *
     * @param key up to 100 characters of {@code a-z0-9/-}
     * @param content writes all of it; what it throws is passed on as it is
     * @throws IOException when the store fails or has no room
     */
    void put(String key, Files.Writer content) throws IOException;

    /**
     * Opens a part of the content. The caller closes the stream.
     *
     * @param from the first byte, counted from 0
     * @param length bytes at most; the stream ends earlier only where the content does
     * @throws IOException when there is none under this key, or the store fails
     */
    InputStream open(String key, long from, long length) throws IOException;

    /**
     * Deletes the content; nothing happens when there is none.
     *
     * @throws IOException when it may still be there; the host tries again
     */
    void delete(String key) throws IOException;
}
