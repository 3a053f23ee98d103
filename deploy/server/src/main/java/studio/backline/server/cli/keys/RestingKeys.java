package studio.backline.server.cli.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.KeyStoreRefusedException;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.server.cli.LocalSettings;
import studio.backline.server.cli.Refused;

/** The keys of a data folder with no server on it. */
record RestingKeys(KeyStore store, KeyRotation rotation) {

    /** Opens them, and makes none where there are none. */
    static RestingKeys open(Path data) throws Refused, IOException {
        if (Files.notExists(data.resolve("keys"))) {
            throw new Refused(
                    "no-keys",
                    "There are no keys in '%s'. The first start makes them.".formatted(data));
        }
        try {
            KeyStore store = KeyStore.open(LocalSettings.load().rootKeyFile(), data);
            return new RestingKeys(
                    store,
                    new KeyRotation(
                            store,
                            new WorkspaceKeys(store, event -> {}),
                            new AccountSecrets(store, event -> {}),
                            Clock.systemUTC()));
        } catch (KeyStoreRefusedException e) {
            throw new Refused("key-refused", e.what() + " " + e.remedy());
        }
    }
}
