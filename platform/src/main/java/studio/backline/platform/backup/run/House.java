package studio.backline.platform.backup.run;

import java.nio.file.Path;
import java.util.UUID;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.FileEncryption;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.Purpose;
import studio.backline.platform.encryption.WorkspaceKeys;

/**
 * A data folder and its keys.
 *
 * @param data the folder
 * @param keys its key store
 * @param workspaces its workspaces' keys
 */
public record House(Path data, KeyStore keys, WorkspaceKeys workspaces) {

    private static final String PASSPHRASE = "backup.archive";
    private static final String CANARY = "backup.canary";

    /** Opens the keys of a data folder. */
    public static House open(Path data, Path rootKeyFile) {
        KeyStore keys = KeyStore.open(rootKeyFile, data);
        return new House(data, keys, new WorkspaceKeys(keys, event -> {}));
    }

    /** Opens archives; kept with the keys, sealed, and made when the first one is. */
    String passphrase() {
        return keys.password(PASSPHRASE);
    }

    FieldEncryption fields() {
        return new FieldEncryption(workspaces);
    }

    FileEncryption files() {
        return new FileEncryption(workspaces);
    }

    static FieldEncryption.Place canary(UUID workspace, UUID archive) {
        return new FieldEncryption.Place(
                new WorkspaceId(workspace), CANARY, archive, Purpose.PERSONAL);
    }
}
