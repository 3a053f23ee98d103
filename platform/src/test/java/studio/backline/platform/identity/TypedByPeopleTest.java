package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, names and passwords as people, and others, type them. */
class TypedByPeopleTest {

    private static final EmailAddress ADA = new EmailAddress("ada.lovelace@example.org");
    private final PasswordPolicy policy = new PasswordPolicy();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "ada.b+tag@mail.example.co.uk",
                "o'hara@example.org",
                "łukasz@przykład.pl",
                "ada@localhost",
                "x_y-z@1a.example"
            })
    void anAddressIsTaken(String address) {
        assertThat(new EmailAddress(" " + address + "\t").value()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "@example.org",
                "ada@",
                "ada@@example.org",
                "ada@exa mple.org",
                "ada\r\nBcc: x@example.org",
                "ada@example..org",
                ".ada@example.org",
                "ada.@example.org",
                "ada@-example.org",
                "ada@example.org\u0000",
                "ada@exam\u202eple.org",
                "\"a b\"@example.org",
                "ada@[127.0.0.1]"
            })
    void whatIsNoAddressIsRefused(String address) {
        assertThatThrownBy(() -> new EmailAddress(address))
                .isInstanceOfSatisfying(
                        IdentityException.class,
                        e -> assertThat(e.error()).isEqualTo(IdentityError.EMAIL_INVALID));
    }

    @Test
    void aLongAddressIsRefusedQuickly() {
        for (String unit : new String[] {"a", "a.", "a-", "ł", "@"}) {
            String address = unit.repeat(100_000) + "@example.org";
            assertThatThrownBy(() -> new EmailAddress(address))
                    .isInstanceOf(IdentityException.class);
        }
        assertThatThrownBy(() -> new EmailAddress("a".repeat(60) + "@" + "b-".repeat(90) + "!"))
                .isInstanceOf(IdentityException.class);
    }

    @Test
    void addressesThatDifferByCaseOrWritingAreOne() {
        assertThat(new EmailAddress("Ada@Example.ORG").key())
                .isEqualTo(new EmailAddress("ada@example.org").key());
        assertThat(new EmailAddress("x@przyk\u0142ad.pl").key())
                .isEqualTo(new EmailAddress("x@xn--przykad-rjb.pl").key());
        assertThat(new EmailAddress("x@faß.de").key())
                .isEqualTo("x@xn--fa-hia.de")
                .isNotEqualTo(new EmailAddress("x@fass.de").key());
        assertThat(new EmailAddress("jose\u0301@example.org").key())
                .isEqualTo(new EmailAddress("jos\u00e9@example.org").key());
        assertThat(ADA.toString()).doesNotContain("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"seven lanterns over the harbour", "zażółć gęślą jaźń", "kR8#vQ2!mZ5@xT"})
    void aGoodPasswordIsTaken(String password) {
        assertThat(policy.check(password, ADA, "Ada Lovelace")).isEmpty();
    }

    @Test
    void aPasswordIsRefusedForWhatIsWrongWithIt() {
        wrong("short", IdentityError.PASSWORD_TOO_SHORT);
        wrong("🎸🎹🎺🥁🎻🪕", IdentityError.PASSWORD_TOO_SHORT);
        wrong("x".repeat(1025), IdentityError.PASSWORD_TOO_LONG);
        wrong("password1234", IdentityError.PASSWORD_WEAK);
        wrong("aaaaaaaaaaaaaaaa", IdentityError.PASSWORD_WEAK);
        wrong("qwertyuiop12", IdentityError.PASSWORD_WEAK);
        wrong("AdaLovelace1843", IdentityError.PASSWORD_PERSONAL);
        wrong("ada.lovelace@example.org", IdentityError.PASSWORD_PERSONAL);
        wrong("backlinebackline", IdentityError.PASSWORD_PERSONAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "an", "anna", "kowalska", "anna.kowalska", "kow"})
    void aPasswordThatIsNearlyOnesNameIsRefusedWhateverTheMailbox(String mailbox) {
        EmailAddress email = new EmailAddress(mailbox + "@example.com");
        for (String password : List.of("Anna Kowalska 12", "12" + mailbox + "AnnaKowalska")) {
            assertThat(policy.check(password, email, "Anna Kowalska"))
                    .as(password)
                    .map(IdentityException::error)
                    .contains(IdentityError.PASSWORD_PERSONAL);
        }
    }

    @Test
    void aVeryLongPasswordIsJudgedQuickly() {
        long start = System.nanoTime();
        policy.check("correct horse ".repeat(70), ADA, "Ada");
        policy.score("x".repeat(1_000_000));

        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource(IdentityError.class)
    void eachErrorHasATextWithoutAnExclamationMark(IdentityError error) {
        assertThat(ResourceBundle.getBundle("i18n.identity", Locale.ROOT).containsKey(error.key()))
                .isTrue();
        IdentityException exception = new IdentityException(error, 12);
        assertThat(exception.getMessage()).isNotBlank().doesNotContain("!").doesNotContain("{");
    }

    private void wrong(String password, IdentityError error) {
        Optional<IdentityException> found = policy.check(password, ADA, "Ada Lovelace");
        assertThat(found.map(IdentityException::error)).as(password).contains(error);
    }
}
