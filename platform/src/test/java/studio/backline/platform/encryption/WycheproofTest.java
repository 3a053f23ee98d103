package studio.backline.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import studio.backline.platform.encryption.cipher.AesGcm;
import studio.backline.platform.encryption.cipher.GcmKey;
import studio.backline.platform.encryption.cipher.Hkdf;
import studio.backline.platform.encryption.cipher.KeyWrap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vectors of C2SP's Wycheproof, invalid ones included. */
class WycheproofTest {

    @Test
    void aesGcmSealsAndOpensAsTheVectorsSay() throws Exception {
        int tried = 0;
        for (JsonNode group : groups("aes_gcm_test.json")) {
            if (group.get("ivSize").asInt() != 96 || group.get("tagSize").asInt() != 128) {
                continue;
            }
            for (JsonNode test : group.get("tests")) {
                gcm(test);
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(150);
    }

    @Test
    void keysWrapAndUnwrapAsTheVectorsSay() throws Exception {
        int tried = 0;
        for (JsonNode group : groups("aes_kwp_test.json")) {
            for (JsonNode test : group.get("tests")) {
                String result = test.get("result").asString();
                byte[] key = hex(test, "key");
                if (result.equals("valid")) {
                    assertThat(KeyWrap.wrap(key, hex(test, "msg"))).isEqualTo(hex(test, "ct"));
                    assertThat(KeyWrap.unwrap(key, hex(test, "ct"))).isEqualTo(hex(test, "msg"));
                } else if (result.equals("invalid")) {
                    assertThatThrownBy(() -> KeyWrap.unwrap(key, hex(test, "ct")))
                            .as("vector %s", test.get("tcId"))
                            .isInstanceOf(InvalidCipherTextException.class);
                }
                tried++;
            }
        }
        assertThat(tried).isEqualTo(254);
    }

    @Test
    void keysAreDerivedAsTheVectorsSay() throws Exception {
        int tried = 0;
        for (JsonNode group : groups("hkdf_sha256_test.json")) {
            for (JsonNode test : group.get("tests")) {
                byte[] key = hex(test, "ikm");
                byte[] salt = hex(test, "salt");
                byte[] info = hex(test, "info");
                int size = test.get("size").asInt();
                if (test.get("result").asString().equals("valid")) {
                    assertThat(Hkdf.derive(key, salt, info, size)).isEqualTo(hex(test, "okm"));
                } else {
                    assertThatThrownBy(() -> Hkdf.derive(key, salt, info, size))
                            .isInstanceOf(RuntimeException.class);
                }
                tried++;
            }
        }
        assertThat(tried).isEqualTo(86);
    }

    @Test
    void hmacAgreesWithTheVectors() throws Exception {
        int tried = 0;
        for (JsonNode group : groups("hmac_sha256_test.json")) {
            int bytes = group.get("tagSize").asInt() / 8;
            for (JsonNode test : group.get("tests")) {
                byte[] tag = Arrays.copyOf(Hmac.sha256(hex(test, "key"), hex(test, "msg")), bytes);
                boolean valid = test.get("result").asString().equals("valid");
                assertThat(SecureTokens.same(tag, hex(test, "tag"))).isEqualTo(valid);
                tried++;
            }
        }
        assertThat(tried).isEqualTo(174);
    }

    @Test
    void signaturesAreTakenOrNotAsTheVectorsSay() throws Exception {
        int tried = 0;
        for (JsonNode group : groups("ed25519_test.json")) {
            byte[] key = HexFormat.of().parseHex(group.get("publicKey").get("pk").asString());
            for (JsonNode test : group.get("tests")) {
                Ed25519Signer signer = new Ed25519Signer();
                signer.init(false, new Ed25519PublicKeyParameters(key));
                byte[] message = hex(test, "msg");
                signer.update(message, 0, message.length);
                assertThat(signer.verifySignature(hex(test, "sig")))
                        .as("vector %s", test.get("tcId"))
                        .isEqualTo(test.get("result").asString().equals("valid"));
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    private static void gcm(JsonNode test) throws Exception {
        byte[] key = hex(test, "key");
        byte[] nonce = hex(test, "iv");
        byte[] aad = hex(test, "aad");
        byte[] sealed = join(hex(test, "ct"), hex(test, "tag"));
        if (test.get("result").asString().equals("valid")) {
            assertThat(AesGcm.seal(key, nonce, aad, hex(test, "msg"))).isEqualTo(sealed);
            assertThat(AesGcm.open(key, nonce, aad, sealed, sealed.length))
                    .isEqualTo(hex(test, "msg"));
            assertThat(new GcmKey(key).open(0, aad, join(nonce, sealed)))
                    .isEqualTo(hex(test, "msg"));
            return;
        }
        assertThatThrownBy(() -> new GcmKey(key).open(0, aad, join(nonce, sealed)))
                .as("vector %s of fields", test.get("tcId"))
                .isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> AesGcm.open(key, nonce, aad, sealed, sealed.length))
                .as("vector %s", test.get("tcId"))
                .isInstanceOf(AEADBadTagException.class);
    }

    private static JsonNode groups(String file) throws Exception {
        Path vectors =
                Path.of(System.getProperty("backline.root", "."))
                        .resolveSibling("shared")
                        .resolve("corpora/wycheproof")
                        .resolve(file);
        assumeTrue(Files.exists(vectors), () -> "skipped: the vectors are not at " + vectors);
        return JsonMapper.shared().readTree(Files.readString(vectors)).get("testGroups");
    }

    private static byte[] hex(JsonNode test, String field) {
        return HexFormat.of().parseHex(test.get(field).asString());
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
