package studio.backline.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.NaughtyStrings;

class PasswordHashTest {

    @TempDir private Path folder;
    private KeyStore store;
    private PasswordHash passwords;

    @BeforeEach
    void open() {
        store = KeyStore.open(folder.resolve("root.key"), folder.resolve("data"));
        passwords = new PasswordHash(store, PasswordCost.FLOOR, 2);
    }

    @Test
    void aPasswordMatchesItselfAndNothingElse() {
        String stored = passwords.hash("correct horse battery");

        assertThat(stored)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1,keyid=1$")
                .doesNotContain("horse");
        assertThat(passwords.matches("correct horse battery", stored)).isTrue();
        assertThat(passwords.matches("correct horse batterx", stored)).isFalse();
        assertThat(passwords.matches("correct horse battery ", stored)).isFalse();
        assertThat(passwords.matches("Correct horse battery", stored)).isFalse();
        assertThat(passwords.hash("correct horse battery")).isNotEqualTo(stored);
    }

    @Test
    void everyNaughtyStringIsAPasswordOfItsOwn() {
        PasswordHash quick = new PasswordHash(store, new PasswordCost(8, 1, 1), 1);
        List<String> strings = NaughtyStrings.all();
        String before = strings.getLast();
        for (String text : strings) {
            String stored = quick.hash(text);
            assertThat(quick.matches(text, stored)).as(text).isTrue();
            assertThat(quick.matches(before, stored)).as(text).isEqualTo(same(before, text));
            assertThat(quick.matches(text + "\0", stored)).as(text).isFalse();
            before = text;
        }
    }

    private static boolean same(String one, String other) {
        return Normalizer.normalize(one, Form.NFC).equals(Normalizer.normalize(other, Form.NFC));
    }

    @Test
    void sixtyFourLettersBeyondAsciiCountToTheLast() {
        String long64 = "ł".repeat(63) + "a";
        String stored = passwords.hash(long64);

        assertThat(passwords.matches(long64, stored)).isTrue();
        assertThat(passwords.matches("ł".repeat(63) + "b", stored)).isFalse();
    }

    @Test
    void oneLetterTypedInTwoWaysIsOneLetter() {
        String stored = passwords.hash("Dvo\u0159\u00e1k am Klavier");

        assertThat(passwords.matches("Dvor\u030ca\u0301k am Klavier", stored)).isTrue();
    }

    @Test
    void moreThanAThousandBytesIsNotHashed() {
        String stored = passwords.hash("x".repeat(1024));

        assertThat(passwords.matches("x".repeat(1024), stored)).isTrue();
        assertThat(passwords.matches("x".repeat(1025), stored)).isFalse();
        assertThat(PasswordHash.fits("ł".repeat(513))).isFalse();
        assertThatThrownBy(() -> passwords.hash("x".repeat(1025)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStolenDatabaseAloneIsNotEnoughToGuess() {
        String stored = passwords.hash("correct horse battery");
        KeyStore another = KeyStore.open(folder.resolve("other.key"), folder.resolve("other"));

        assertThat(
                        new PasswordHash(another, PasswordCost.FLOOR, 1)
                                .matches("correct horse battery", stored))
                .isFalse();
    }

    @Test
    void aHashOfLowerCostIsUpgraded() {
        String stored = passwords.hash("correct horse battery");
        PasswordHash dearer = new PasswordHash(store, new PasswordCost(20 * 1024, 3, 1), 1);

        assertThat(passwords.needsUpgrade(stored)).isFalse();
        assertThat(dearer.needsUpgrade(stored)).isTrue();
        assertThat(dearer.matches("correct horse battery", stored)).isTrue();
        assertThat(dearer.needsUpgrade(dearer.hash("correct horse battery"))).isFalse();
    }

    @Test
    void whatIsNoHashMatchesNothing() {
        for (String text : new String[] {"", "x", "$argon2id$v=19$m=1,t=1", "{noop}x"}) {
            assertThat(passwords.matches("x", text)).isFalse();
            assertThat(passwords.needsUpgrade(text)).isTrue();
        }
    }

    @Test
    void aCostBelowTheFloorStopsTheStart() {
        EncryptionProperties.Password cheap = new EncryptionProperties.Password(16 * 1024, 2, 1, 4);

        assertThatThrownBy(cheap::cost)
                .isInstanceOf(KeyStoreRefusedException.class)
                .hasMessageContaining("16384 KiB")
                .hasMessageContaining("19456");
    }
}
