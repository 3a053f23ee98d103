package studio.backline.server.settings;

import java.nio.file.Path;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.KeyStoreRefusedException;

/** What passwords cost to try, and whether the keys in their places open what is there. */
final class KeySettings {

    private static final String ROOT_KEY = "backline.encryption.root-key-file";
    private static final String PASSWORD = "backline.encryption.password.";
    private static final int KIB = 1024;

    private final SettingsValues values;

    KeySettings(SettingsValues values) {
        this.values = values;
    }

    void check() {
        values.requirePath(ROOT_KEY);
        values.requireBetween(
                PASSWORD + "memory-kib",
                19 * KIB,
                4 * KIB * KIB,
                "With less, passwords are guessed too cheaply; with more, each sign-in takes long."
                        + " The default is 47104 (46 MiB).");
        values.requireBetween(
                PASSWORD + "passes",
                2,
                64,
                "With fewer, passwords are guessed too cheaply; with more, each sign-in takes long."
                        + " The default is 3.");
        values.requireBetween(PASSWORD + "lanes", 1, 64, "The default is 1.");
        values.requireBetween(PASSWORD + "at-once", 1, 1024, "The default is 4.");
    }

    /** Whether hashing fits into the server's memory; asked of the server itself only. */
    void requireRoom(long memory) {
        long each = values.number(PASSWORD + "memory-kib").orElse(0);
        long atOnce = values.number(PASSWORD + "at-once").orElse(0);
        if (each * atOnce * KIB > memory) {
            values.refuse(
                    "%s times %s is %d MiB, and the server has %d MiB."
                            .formatted(
                                    PASSWORD + "memory-kib",
                                    PASSWORD + "at-once",
                                    each * atOnce / KIB,
                                    memory / KIB / KIB),
                    "Set at-once lower, or give the server more by -Xmx in conf/jvm.options.");
        }
    }

    /** Whether the keys open what is there. Makes nothing. */
    void examine(Path data) {
        if (values.find(ROOT_KEY).isPresent() && values.path(ROOT_KEY).isEmpty()) {
            return;
        }
        try {
            KeyStore.examine(values.path(ROOT_KEY).orElseGet(KeyStore::usualRootKeyFile), data);
        } catch (KeyStoreRefusedException e) {
            values.refuse(e.what(), e.remedy());
        }
    }
}
