package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessColumnsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "First Name|Last Name|E-mail 1 - Label|E-mail 1 - Value|Phone 1 - Value|Organization Name|Labels"
                        + " > GIVEN FAMILY IGNORE MAIL PHONE ORGANISATION TAGS",
                "Title|First Name|Last Name|Company|E-mail Address|E-mail 2 Address|Mobile Phone"
                        + " > TITLE GIVEN FAMILY ORGANISATION MAIL MAIL PHONE",
                "Email Address|First Name|Last Name|MEMBER_RATING|OPTIN_TIME|UNSUB_TIME|CLEAN_TIME|TAGS|LEID"
                        + " > MAIL GIVEN FAMILY IGNORE CONSENT_DATE UNSUBSCRIBED BOUNCED TAGS EXTERNAL_ID",
                "email|fullname|firstname|lastname|date added|country"
                        + " > MAIL FULL_NAME GIVEN FAMILY CONSENT_DATE COUNTRY",
                "Vorname|Nachname|E-Mail-Adresse|Handynummer|Ort|Künstlername|Abgemeldet"
                        + " > GIVEN FAMILY MAIL IGNORE CITY STAGE UNSUBSCRIBED",
                "Imię|Nazwisko|Adres e-mail|Telefon|Miasto|Język|Zgoda|Pseudonim"
                        + " > GIVEN FAMILY MAIL PHONE CITY LANGUAGE MAIL_STATUS STAGE",
                "External id|Given name|Family name|Stage name|Sort form|Mail|Handle|Mail status|Mail status since"
                        + " > EXTERNAL_ID GIVEN FAMILY STAGE SORT_FORM MAIL HANDLE MAIL_STATUS CONSENT_DATE"
            })
    void knowsTheNamesThatUsualExportsGive(String headers, String fields) {
        MappingGuess guess = new MappingGuess();
        assertThat(
                        Arrays.stream(headers.split("\\|"))
                                .map(header -> guess.column(header, List.of()).field().name()))
                .containsExactly(fields.strip().split(" "));
    }

    @Test
    void looksAtTheValuesWhereTheNameSaysNothing() {
        MappingGuess guess = new MappingGuess();
        assertThat(guess.column("Column 1", List.of("a@example.org", "b@example.org")).field())
                .isEqualTo(ImportField.MAIL);
        assertThat(guess.column("Column 2", List.of("+49 341 5551234")).field())
                .isEqualTo(ImportField.PHONE);
        assertThat(guess.column("Instagram", List.of()))
                .isEqualTo(
                        new ImportColumn("Instagram", List.of(), ImportField.HANDLE, "instagram"));
        assertThat(guess.column("E-Mail (work)", List.of()).label()).isEqualTo("work");
    }

    @Test
    void tellsAHeaderFromAFirstPerson() {
        assertThat(MappingGuess.isHeader(List.of("Name", "E-Mail"))).isTrue();
        assertThat(MappingGuess.isHeader(List.of("Ada King", "ada@example.org"))).isFalse();
        assertThat(MappingGuess.isHeader(List.of("xyz", "abc"))).isFalse();
    }

    @Test
    void aFieldThatCannotRepeatIsGuessedOnce() {
        MappingGuess guess = new MappingGuess();
        assertThat(guess.column("City", List.of()).field()).isEqualTo(ImportField.CITY);
        assertThat(guess.column("Town", List.of()).field()).isEqualTo(ImportField.IGNORE);
    }
}
