package studio.backline.platform.database.dump;

import java.util.Collection;
import java.util.List;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.WorkspaceKeys;

/** The database's secrets, from the key store. */
public record KeySecrets(KeyStore keys, WorkspaceKeys workspaces) implements Secrets {

    @Override
    public String password(String name) {
        return keys.password(name);
    }

    @Override
    public byte[] secret(String name, int bytes) {
        return keys.secret(name, bytes);
    }

    @Override
    public List<String> names(String prefix) {
        return keys.secrets(prefix);
    }

    @Override
    public String fingerprint() {
        return keys.fingerprint();
    }

    @Override
    public boolean mayBelongTo(Collection<WorkspaceId> known) {
        return workspaces.mayBelongTo(known);
    }

    @Override
    public RuntimeException refuseKeysOfAnother(String database) {
        return keys.refuseKeysOfAnother(database);
    }

    @Override
    public void forget(String name) {
        keys.forget(name);
    }
}
