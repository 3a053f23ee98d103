package studio.backline.platform.encryption;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code backline.encryption.*}.
 *
 * @param rootKeyFile the root key; where nothing is said, {@code backline/root.key} in the user's
 *     folder of settings
 * @param password what hashing a password costs
 */
@ConfigurationProperties("backline.encryption")
record EncryptionProperties(@Nullable Path rootKeyFile, @DefaultValue Password password) {

    /**
     * Argon2id's parameters.
     *
     * @param memoryKib memory in KiB, at least 19456
     * @param passes passes, at least 2
     * @param lanes lanes, at least 1
     * @param atOnce so many passwords are hashed at once, at least 1
     */
    record Password(
            @DefaultValue("47104") int memoryKib,
            @DefaultValue("3") int passes,
            @DefaultValue("1") int lanes,
            @DefaultValue("4") int atOnce) {

        PasswordCost cost() {
            PasswordCost cost = new PasswordCost(memoryKib, passes, lanes);
            if (!cost.covers(PasswordCost.FLOOR)) {
                throw new KeyStoreRefusedException(
                        "backline.encryption.password asks for %d KiB, %d passes and %d lanes."
                                .formatted(memoryKib, passes, lanes),
                        "Passwords would be guessed too cheaply: set at least 19456 KiB, 2 passes"
                                + " and 1 lane, or leave the settings out.");
            }
            return cost;
        }
    }

    Path rootKey() {
        return rootKeyFile == null ? KeyStore.usualRootKeyFile() : rootKeyFile;
    }
}
