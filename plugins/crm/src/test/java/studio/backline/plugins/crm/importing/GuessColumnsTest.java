package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

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
                "artist|item name|buyer name|buyer email|buyer phone|ship to city"
                        + " > IGNORE IGNORE FULL_NAME MAIL PHONE IGNORE",
                "Artist|E-Mail > STAGE MAIL",
                "Email Address|OPTIN_TIME|OPTIN_IP|CONFIRM_TIME|CONFIRM_IP"
                        + " > MAIL CONSENT_DATE IGNORE CONSENT_DATE IGNORE",
                "Vorname|Nachname|E-Mail-Adresse|Handynummer|Ort|Künstlername|Abgemeldet"
                        + " > GIVEN FAMILY MAIL IGNORE CITY STAGE UNSUBSCRIBED",
                "Imię|Nazwisko|Adres e-mail|Telefon|Miasto|Język|Zgoda|Pseudonim"
                        + " > GIVEN FAMILY MAIL PHONE CITY LANGUAGE MAIL_STATUS STAGE",
                "External id|Given name|Family name|Stage name|Sort form|Mail|Handle|Mail status|Mail status since"
                        + " > EXTERNAL_ID GIVEN FAMILY STAGE SORT_FORM MAIL HANDLE MAIL_STATUS CONSENT_DATE"
            })
    void knowsTheNamesThatUsualExportsGive(String headers, String fields) {
        List<String> names = List.of(headers.strip().split("\\|"));
        MappingGuess guess = new MappingGuess(names);
        assertThat(names.stream().map(header -> guess.column(header, List.of()).field().name()))
                .containsExactly(fields.strip().split(" "));
    }

    @Test
    void looksAtTheValuesWhereTheNameSaysNothing() {
        MappingGuess guess = new MappingGuess(List.of());
        assertThat(guess.column("Column 1", List.of("a@example.org", "b@example.org")).field())
                .isEqualTo(ImportField.MAIL);
        assertThat(guess.column("Column 2", List.of("+49 341 5551234")).field())
                .isEqualTo(ImportField.PHONE);
        assertThat(guess.column("Instagram", List.of()))
                .isEqualTo(
                        new ImportColumn("Instagram", List.of(), ImportField.HANDLE, "instagram"));
        assertThat(guess.column("E-Mail (work)", List.of()).label()).isEqualTo("work");
    }

    @ParameterizedTest
    @CsvSource({
        "Opt in to emails from the organiser?, No, MAIL_STATUS",
        "Join our newsletter, yes, MAIL_STATUS",
        "Newsletter sign-up, a song, IGNORE",
        "Accepts SMS Marketing, no, IGNORE",
        "DOUBLE_OPT-IN, No, IGNORE",
        "active_subscription, false, IGNORE"
    })
    void aQuestionThatIsAnsweredByYesOrNoIsHeard(String header, String answer, ImportField field) {
        assertThat(new MappingGuess(List.of()).column(header, List.of(answer)).field())
                .isEqualTo(field);
    }

    @Test
    void oneDateTellsHowAllOfItsColumnAreWritten() {
        MappingGuess guess = new MappingGuess(List.of());
        assertThat(guess.column("Consent date", List.of("03/04/2021", "25/04/2021")).label())
                .isEqualTo(ImportColumn.DAY_FIRST);
        assertThat(guess.column("Joined", List.of("03/04/2021", "04/25/2021")).label())
                .isEqualTo(ImportColumn.MONTH_FIRST);
        assertThat(guess.column("Joined", List.of("25/04/2021", "04/25/2021")).label()).isEmpty();
        assertThat(guess.column("Joined", List.of("03/04/2021")).label()).isEmpty();
    }

    @Test
    void tellsAHeaderFromAFirstPerson() {
        assertThat(MappingGuess.isHeader(List.of("Name", "E-Mail"))).isTrue();
        assertThat(MappingGuess.isHeader(List.of("Ada King", "ada@example.org"))).isFalse();
        assertThat(MappingGuess.isHeader(List.of("xyz", "abc"))).isFalse();
    }

    @Test
    void aFieldThatCannotRepeatIsGuessedOnce() {
        MappingGuess guess = new MappingGuess(List.of());
        assertThat(guess.column("City", List.of()).field()).isEqualTo(ImportField.CITY);
        assertThat(guess.column("Town", List.of()).field()).isEqualTo(ImportField.IGNORE);
    }
}
