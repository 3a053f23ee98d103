package studio.backline.platform.database;

import java.util.Collection;
import java.util.List;
import studio.backline.contract.tenancy.WorkspaceId;

/** Where the database finds its secrets; each is made at first asking and stays the same. */
public interface Secrets {

    /** A random password, from characters that need no quoting. */
    String password(String name);

    /** Random bytes; a new array each time. */
    byte[] secret(String name, int bytes);

    /** Names of the secrets that are kept, of those that begin so. */
    List<String> names(String prefix);

    /** What names the keys that all this is sealed with, and tells nothing of them. */
    String fingerprint();

    /** Whether those keys may be the ones of a database that names none, with these workspaces. */
    boolean mayBelongTo(Collection<WorkspaceId> workspaces);

    /** Why a database that was made with other keys stops the start; undoes what it made. */
    RuntimeException refuseKeysOfAnother(String database);

    /** Deletes a secret that nothing needs any more. */
    void forget(String name);
}
