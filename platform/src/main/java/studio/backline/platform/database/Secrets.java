package studio.backline.platform.database;

import java.util.List;

/** Where the database finds its secrets; each is made at first asking and stays the same. */
public interface Secrets {

    /** A random password, from characters that need no quoting. */
    String password(String name);

    /** Random bytes; a new array each time. */
    byte[] secret(String name, int bytes);

    /** Names of the secrets that are kept, of those that begin so. */
    List<String> names(String prefix);

    /** Deletes a secret that nothing needs any more. */
    void forget(String name);
}
