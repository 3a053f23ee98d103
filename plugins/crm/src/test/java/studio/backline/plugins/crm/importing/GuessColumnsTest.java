package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.party.PartyTables;

class GuessColumnsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "First Name|Last Name|E-mail 1 - Label|E-mail 1 - Value|Phone 1 - Value|Organization Name|Labels"
                        + " > GIVEN FAMILY LABEL MAIL PHONE ORGANISATION TAGS",
                "Title|First Name|Last Name|Company|E-mail Address|E-mail 2 Address|Mobile Phone"
                        + " > TITLE GIVEN FAMILY ORGANISATION MAIL MAIL PHONE",
                "Email Address|First Name|Last Name|MEMBER_RATING|OPTIN_TIME|UNSUB_TIME|CLEAN_TIME|TAGS|LEID"
                        + " > MAIL GIVEN FAMILY IGNORE CONSENT_DATE UNSUBSCRIBED BOUNCED TAGS EXTERNAL_ID",
                "email|fullname|firstname|lastname|date added|country"
                        + " > MAIL FULL_NAME GIVEN FAMILY CONSENT_DATE COUNTRY",
                "artist|item name|buyer name|buyer email|buyer phone|ship to city"
                        + " > IGNORE IGNORE FULL_NAME MAIL PHONE IGNORE",
                "Vorname|Nachname|Ort geschäftlich|Land/Region geschäftlich|Telefon geschäftlich|Telefon (privat)|E-Mail 2: Adresse"
                        + " > GIVEN FAMILY CITY COUNTRY PHONE PHONE MAIL",
                "First Name|Car Phone|Other Phone|Business Phone 2|Business City|Home City"
                        + " > GIVEN PHONE PHONE PHONE CITY IGNORE",
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
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, names);
        assertThat(names.stream().map(header -> guess.column(header, List.of()).field().name()))
                .containsExactly(fields.strip().split(" "));
    }

    @Test
    void aColumnOfStandingsIsKnownByThemWhateverItIsCalled() {
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, List.of());

        assertThat(guess.column("Stav", List.of("Subscribed", "Unsubscribed", "Bounced")).field())
                .isEqualTo(ImportField.MAIL_STATUS);
    }

    @Test
    void oneWhoLeftFarDownTellsWhatAColumnIs() {
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, List.of());
        List<String> values = List.of("regular", "premium", "unsubscribed");
        assertThat(guess.column("subscriber_type", List.of("regular"), values).field())
                .isEqualTo(ImportField.MAIL_STATUS);
        assertThat(guess.column("Liste", List.of("regular"), values).field())
                .isEqualTo(ImportField.MAIL_STATUS);
        assertThat(guess.column("Liste", List.of("regular"), List.of("regular")).field())
                .isEqualTo(ImportField.IGNORE);
    }

    @Test
    void looksAtTheValuesWhereTheNameSaysNothing() {
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, List.of());
        assertThat(guess.column("Column 1", List.of("a@example.org", "b@example.org")).field())
                .isEqualTo(ImportField.MAIL);
        assertThat(guess.column("Column 2", List.of("+49 341 5551234")).field())
                .isEqualTo(ImportField.PHONE);
        assertThat(guess.column("Instagram", List.of()))
                .isEqualTo(
                        new ImportColumn("Instagram", List.of(), ImportField.HANDLE, "instagram"));
        assertThat(guess.column("E-Mail (work)", List.of()).label()).isEqualTo("work");
        assertThat(guess.column("Telefon geschäftlich", List.of()).label())
                .isEqualTo("geschäftlich");
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
        assertThat(
                        new MappingGuess(PartyTables.PERSON, List.of())
                                .column(header, List.of(answer))
                                .field())
                .isEqualTo(field);
    }

    @Test
    void oneDateTellsHowAllOfItsColumnAreWritten() {
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, List.of());
        assertThat(guess.column("Consent date", List.of("03/04/2021", "25/04/2021")).label())
                .isEqualTo(ImportColumn.DAY_FIRST);
        assertThat(guess.column("Joined", List.of("03/04/2021", "04/25/2021")).label())
                .isEqualTo(ImportColumn.MONTH_FIRST);
        assertThat(guess.column("Joined", List.of("25/04/2021", "04/25/2021")).label()).isEmpty();
        assertThat(guess.column("Joined", List.of("03/04/2021")).label()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Name|E-Mail / Ada King|ada@example.org > true",
                "Ada King|ada@example.org / Bo Li|bo@example.org > false",
                "Ada|0341 5551234 / Bo|0341 5551235 > false",
                "Ada|1984-03-01 / Bo|1985-02-03 > false",
                "xyz|abc > false",
                "Jméno|Příjmení|Město / Jan|Novák|Praha / Eva|Malá|Praha > true",
                "Jina|Ukoo|Mji / Amani|Mwangi|Nakuru / Neema|Otieno|Nakuru > true",
                "Jina|Barua pepe / Amani|amani@example.org > true",
                "Jina|Simu|Tovuti / Amani|0712 555 123|https://example.org / Neema|| > true",
                "Amani|Mwangi|Nakuru / Neema|Mwangi|Nakuru > false",
                "Hlavní 5|Praha / Dlouhá 7|Brno > false",
                "12a|Praha / 13|Brno > false",
                "Barua / amani@example.org / neema@example.org > true",
                "Column1|Column2|Column3 / Ada King|ada@example.org|Kiel > true",
                "Spalte 1|Spalte 2 / Ada|Kiel / Bo|Kiel > true",
                "Raum 1|Raum 2 / Raum 3|Raum 4 > false",
                "Ada1|Bo2 / Cy3|Di4 > false"
            })
    void tellsAHeaderFromAFirstPersonInAnyLanguage(String file, boolean header) {
        List<CsvRow> rows =
                Stream.of(file.strip().split(" / "))
                        .map(row -> new CsvRow(1, List.of(row.split("\\|", -1))))
                        .toList();
        assertThat(MappingGuess.isHeader(rows)).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Prénom|Nom|Courriel|Ville > GIVEN FAMILY MAIL CITY",
                "Nom|Adresse e-mail|Date d'inscription > FULL_NAME MAIL CONSENT_DATE",
                "Name|Vorname|Ort|Straße > FAMILY GIVEN CITY IGNORE",
                "Nombre|Apellidos|Correo electrónico|Teléfono móvil > GIVEN FAMILY MAIL PHONE",
                "Nome|Cognome|Città|Cellulare > GIVEN FAMILY CITY PHONE",
                "Nome|Sobrenome|E-mail|Cidade > GIVEN FAMILY MAIL CITY",
                "Voornaam|Achternaam|E-mailadres|Woonplaats > GIVEN FAMILY MAIL CITY",
                "Jméno|Příjmení|Město|Kapela > GIVEN FAMILY CITY IGNORE",
                "Förnamn|Efternamn|E-post|Postort > GIVEN FAMILY MAIL CITY",
                "Fornavn|Etternavn|E-postadresse|By > GIVEN FAMILY MAIL CITY",
                "Etunimi|Sukunimi|Sähköposti|Kaupunki > GIVEN FAMILY MAIL CITY",
                "Ad|Soyad|E-posta|Şehir > GIVEN FAMILY MAIL CITY",
                "姓|名|メールアドレス|市区町村 > FAMILY GIVEN MAIL CITY",
                "Имя|Фамилия|Электронная почта|Город > GIVEN FAMILY MAIL CITY"
            })
    void knowsTheNamesOfManyLanguages(String headers, String fields) {
        List<String> names = List.of(headers.strip().split("\\|"));
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, names);
        assertThat(names.stream().map(header -> guess.column(header, List.of()).field().name()))
                .containsExactly(fields.strip().split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Titre|Prénom|Deuxième prénom|Nom|Suffixe|Société|Service|Titre|Rue (bureau)|Ville (bureau)"
                        + "|Code postal (bureau)|Pays/Région (bureau)|Ville (domicile)|Téléphone 2 (bureau)"
                        + "|Tél. mobile|Adresse de messagerie 2|Page Web"
                        + " > TITLE GIVEN MIDDLE FAMILY IGNORE ORGANISATION IGNORE POSITION IGNORE CITY"
                        + " IGNORE COUNTRY IGNORE PHONE PHONE MAIL WEB",
                "Tytuł|Imię|Drugie imię|Nazwisko|Firma|Dział|Stanowisko|Adres służbowy - miejscowość"
                        + "|Adres służbowy - kraj/region|Telefon służbowy 2|Adres e-mail 2|Strona sieci Web"
                        + " > TITLE GIVEN MIDDLE FAMILY ORGANISATION IGNORE POSITION CITY COUNTRY PHONE MAIL WEB",
                "Imię|Nazwisko|Miasto służbowe|Kraj służbowy > GIVEN FAMILY CITY COUNTRY",
                "Anrede|Vorname|Weitere Vornamen|Nachname|Firma|Abteilung|Position|Ort geschäftlich"
                        + "|Land/Region geschäftlich|Telefon geschäftlich 2|Mobiltelefon|E-Mail 2: Adresse"
                        + " > SALUTATION GIVEN MIDDLE FAMILY ORGANISATION IGNORE POSITION CITY COUNTRY"
                        + " PHONE PHONE MAIL",
                "Titolo|Nome|Secondo nome|Cognome|Società|Reparto|Posizione|Città (uff.)"
                        + "|Paese/area geografica (uff.)|Città (ab.)|Cellulare|Indirizzo posta elettronica"
                        + " > TITLE GIVEN MIDDLE FAMILY ORGANISATION IGNORE POSITION CITY COUNTRY IGNORE"
                        + " PHONE MAIL",
                "Titel|Voornaam|Middelste naam|Achternaam|Bedrijf|Functie|Werkadres, plaats"
                        + "|Land/regio (werk)|Huisadres, plaats|Telefoon op werk 2|E-mailadres 2"
                        + " > TITLE GIVEN MIDDLE FAMILY ORGANISATION POSITION CITY COUNTRY IGNORE PHONE MAIL",
                "Título|Nombre|Segundo nombre|Apellidos|Organización|Puesto|Ciudad del trabajo"
                        + "|País (Trabajo)|Teléfono particular|Dirección de correo electrónico principal"
                        + " > TITLE GIVEN MIDDLE FAMILY ORGANISATION POSITION CITY COUNTRY PHONE MAIL",
                "Titul|Jméno|Další jméno|Příjmení|Společnost|Oddělení|Funkce|Město (zaměstnání)"
                        + "|Země (zaměstnání)|Telefon do zaměstnání"
                        + " > TITLE GIVEN MIDDLE FAMILY ORGANISATION IGNORE POSITION CITY COUNTRY PHONE",
                "First Name|Last Name|Company|Title|Email > GIVEN FAMILY ORGANISATION POSITION MAIL",
                "Company|Department|Title|Title > ORGANISATION IGNORE POSITION TITLE",
                "First Name|Title|Email > GIVEN TITLE MAIL",
                "Title|Fonction|Société > TITLE POSITION ORGANISATION",
                "First Name|Middle Name|Last Name|Name Prefix|Nickname|Additional Name"
                        + " > GIVEN MIDDLE FAMILY TITLE STAGE MIDDLE"
            })
    void knowsTheAddressBooksOfOutlookInItsLanguages(String headers, String fields) {
        List<String> names = List.of(headers.strip().split("\\|"));
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, names);
        assertThat(names.stream().map(header -> guess.column(header, List.of()).field().name()))
                .containsExactly(fields.strip().split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Photo",
                "photo_url",
                "profilePicture",
                "Image Src",
                "Avatar URL",
                "Foto",
                "Profilbild",
                "Zdjęcie",
                "Logo (link)",
                "Photo de profil"
            })
    void aPictureIsNoPageOfThePerson(String header) {
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, List.of(header));
        List<String> links = List.of("https://lh3.example.com/contacts/ABC", "http://x.example/1");
        assertThat(guess.column(header, links).field()).isEqualTo(ImportField.IGNORE);
    }

    @Test
    void ofTwoColumnsForOneFieldTheEmptyOneYields() {
        List<String> names = List.of("First Name", "Business City", "Home City", "Other City");
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, names);
        List<ImportColumn> columns =
                List.of(
                        guess.column("First Name", List.of("Ada")),
                        guess.column("Business City", List.of()),
                        guess.column("Home City", List.of("Leipzig")),
                        guess.column("Other City", List.of("Berlin")));
        assertThat(guess.yielding(columns))
                .extracting(ImportColumn::field)
                .containsExactly(
                        ImportField.GIVEN,
                        ImportField.IGNORE,
                        ImportField.CITY,
                        ImportField.IGNORE);
    }

    @Test
    void noNameOfAColumnMeansTwoThings() throws IOException {
        Map<String, Set<String>> meanings = new HashMap<>();
        try (InputStream in = MappingWords.class.getResourceAsStream("column-names.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .filter(line -> !line.startsWith("PICTURE:"))
                    .map(line -> line.split(":"))
                    .forEach(
                            line -> {
                                for (String name : line[1].split("\\|")) {
                                    meanings.computeIfAbsent(
                                                    Folding.fold(name), any -> new TreeSet<>())
                                            .add(line[0]);
                                }
                            });
        }
        assertThat(meanings).hasSizeGreaterThan(500).doesNotContainKey("");
        meanings.values().removeIf(fields -> fields.size() == 1);
        assertThat(meanings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0712 555 123, PHONE",
        "0341/5551234, PHONE",
        "0724384960650, IGNORE",
        "04.03.2021, IGNORE",
        "https://ada.example.org, WEB",
        "www.example.org/ada, WEB",
        "a song, IGNORE",
        "1984-03-01, IGNORE"
    })
    void looksAtTheValuesInAnyLanguage(String value, ImportField field) {
        assertThat(
                        new MappingGuess(PartyTables.PERSON, List.of())
                                .column("Kitu", List.of(value))
                                .field())
                .isEqualTo(field);
    }

    @Test
    void aFieldThatCannotRepeatIsGuessedOnce() {
        MappingGuess guess = new MappingGuess(PartyTables.PERSON, List.of());
        assertThat(guess.column("City", List.of()).field()).isEqualTo(ImportField.CITY);
        assertThat(guess.column("Town", List.of()).field()).isEqualTo(ImportField.IGNORE);
    }
}
