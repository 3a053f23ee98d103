package studio.backline.plugins.crm.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.plugins.crm.RefusedInputException;

class CompareContactsTest {

    @ParameterizedTest
    @CsvSource({
        "' Ada@Example.ORG ', ada@example.org",
        "jörg@müller.example, jörg@xn--mller-kva.example",
        "a+b@example.org, a+b@example.org"
    })
    void mailsCompareInLowerCaseWithTheHostInAscii(String value, String compared) {
        assertThat(MailAddress.normalised(value)).contains(compared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "@b.c", "a@", "a@b", "a b@c.de", "a@b..c", "a,b@c.de", "a@b.c."})
    void whatIsNoMailIsRefused(String value) {
        assertThat(MailAddress.normalised(value)).isEmpty();
    }

    @Test
    void phonesCompareWithTheirCountry() {
        assertThat(PhoneNumber.normalised("0341 / 555-1234", "DE")).isEqualTo("+493415551234");
        assertThat(PhoneNumber.normalised("+49 341 555 1234", "")).isEqualTo("+493415551234");
        assertThat(PhoneNumber.normalised("+49 (0)341 5551234", "")).isEqualTo("+493415551234");
        assertThat(PhoneNumber.normalised("0341 5551234", "")).isEqualTo("03415551234");
        assertThat(PhoneNumber.normalised("call me", "")).isEqualTo("call me");
    }

    @Test
    void handlesCompareWithoutAtSignAndAddress() {
        ContactPoint at = new ContactPoint(ContactKind.HANDLE, "instagram", "@Ada");
        ContactPoint page =
                new ContactPoint(ContactKind.HANDLE, "instagram", "https://www.instagram.com/ada/");
        assertThat(at.normalised("")).isEqualTo(page.normalised("")).isEqualTo("ada");
    }

    @Test
    void aValueOfTwoLinesOrHalfACharacterIsRefused() {
        assertThatThrownBy(() -> new ContactPoint(ContactKind.WEB, "", "a\nb"))
                .isInstanceOf(RefusedInputException.class);
        assertThatThrownBy(() -> new ContactPoint(ContactKind.WEB, "", "a\ud83d"))
                .isInstanceOf(RefusedInputException.class);
    }
}
