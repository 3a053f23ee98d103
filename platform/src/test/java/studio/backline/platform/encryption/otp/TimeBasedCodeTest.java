package studio.backline.platform.encryption.otp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBasedCodeTest {

    private static final byte[] SEED = "12345678901234567890".getBytes(US_ASCII);

    /** The vectors of RFC 6238, appendix B, for SHA-1: of their eight digits the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        long step = TimeBasedCode.step(Instant.ofEpochSecond(second));

        assertThat(TimeBasedCode.at(SEED, step)).isEqualTo(code);
    }

    @Test
    void aSecretIsToldToAppsAndToPeople() {
        assertThat(TimeBasedCode.secret()).hasSize(20).isNotEqualTo(TimeBasedCode.secret());
        assertThat(TimeBasedCode.typed(SEED)).isEqualTo("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assertThat(TimeBasedCode.uri(SEED, "Backline", "a b@example.org"))
                .isEqualTo(
                        "otpauth://totp/Backline:a%20b%40example.org"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Backline");
    }
}
