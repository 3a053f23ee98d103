package studio.backline.platform.database;

/** Where the database finds its secrets; each is made at first asking and stays the same. */
public interface Secrets {

    /** A random password, from characters that need no quoting. */
    String password(String name);

    /** Random bytes; a new array each time. */
    byte[] secret(String name, int bytes);
}
