package studio.backline.plugins.crm.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
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
        "ulla@Großhandel.example, ulla@xn--grohandel-i1a.example",
        "ulla@grosshandel.example, ulla@grosshandel.example",
        "a+b@example.org, a+b@example.org",
        "'\"x7\"@example.org', x7@example.org",
        "'\"X.7+a\"@example.org', x.7+a@example.org",
        "'\"x 7\"@example.org', ",
        "'\".x\"@example.org', '\".x\"@example.org'",
        "'\"a@b\"@example.org', '\"a@b\"@example.org'",
        "a@b-1.c4.d_e, a@b-1.c4.d_e",
        "a@xn--mller-kva.xn--p1ai, a@xn--mller-kva.xn--p1ai"
    })
    void mailsCompareInLowerCaseWithTheHostInAscii(String value, String compared) {
        assertThat(MailAddress.normalised(value)).isEqualTo(Optional.ofNullable(compared));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@b.c",
                "a@",
                "a@b",
                "a b@c.de",
                "a@b..c",
                "a@.b.c",
                "a@b.c.d-",
                "a@-b.c",
                "a@b-.c",
                "a@b.12",
                "a@@b.c",
                "ann@b.c@d.e",
                "\"a\"b@c.d@e.f",
                "a,b@c.de",
                "\u00a0"
            })
    void whatIsNoMailIsRefused(String value) {
        assertThat(MailAddress.normalised(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00a0ada@example.org",
                "\u200bada@example.org",
                "ada@example.org\u00a0",
                "\ufeffada@example.org",
                "ada@\u00adexample.org",
                "a\u200cd\u2060a@example.org\u3000",
                "ada @\u00a0example.org",
                "ada\uff20example.org",
                "\uff41da@example\uff0eorg",
                "mailto:ada@example.org?subject=Hi",
                "<ada@example.org>",
                "\"King, Ada\" <\u200bada@example.org>;",
                "<mailto:ada@example.org>",
                "'ada@example.org'",
                "\"ada@example.org\"",
                "ada@example.org,",
                "ada@example.org;",
                "(ada@example.org)."
            })
    void whatComesAlongWhenAMailIsPastedIsNoPartOfIt(String value) {
        assertThat(MailAddress.normalised(value)).contains("ada@example.org");
        assertThat(ContactPoint.mail(value).value()).endsWith("da@example.org");
    }

    @Test
    void anAddressInQuotationMarksKeepsThem() {
        assertThat(MailAddress.normalised("\"ada..king\"@example.org"))
                .contains("\"ada..king\"@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00a0+49 341 555 1234",
                "+49\u202c341 555 1234",
                "+49\u28003415551234",
                "\u202a+49 341 555 1234\u202c",
                "+49\u200b341\u00ad5551234",
                "\uff0b49 341 \uff15\uff15\uff15 1234",
                "\ufefftel:+49-341-5551234"
            })
    void phonesCompareWithoutWhatNobodySees(String value) {
        assertThat(PhoneNumber.normalised(value, "")).isEqualTo("+493415551234");
    }

    @Test
    void phonesCompareWithTheirCountry() {
        assertThat(PhoneNumber.normalised("0341 / 555-1234", "DE")).isEqualTo("+493415551234");
        assertThat(PhoneNumber.normalised("+49 341 555 1234", "")).isEqualTo("+493415551234");
        assertThat(PhoneNumber.normalised("+49 (0)341 5551234", "")).isEqualTo("+493415551234");
        assertThat(PhoneNumber.normalised("0341 5551234", "")).isEqualTo("03415551234");
        assertThat(PhoneNumber.normalised("call me", "")).isEqualTo("call me");
        assertThat(PhoneNumber.normalised("12", "DE")).isEqualTo("12");
        assertThat(PhoneNumber.normalised("0341 555", "DE")).isEqualTo("+49341555");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0341/555-1234 ext. 5",
                "0341 5551234 x5",
                "+49 341 555 1234 #5",
                "+493415551234;ext=5"
            })
    void aPhoneBehindAnExchangeIsAnotherThanTheExchange(String value) {
        assertThat(PhoneNumber.normalised(value, "DE")).isEqualTo("+493415551234;ext=5");
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
