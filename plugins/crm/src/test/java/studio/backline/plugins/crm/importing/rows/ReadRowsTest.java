package studio.backline.plugins.crm.importing.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Meaning;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.importing.words.MailTimes;
import studio.backline.plugins.crm.importing.words.StatusWords;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;

class ReadRowsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Ada Lovelace | '' | Ada | Lovelace",
                "Lovelace, Ada | '' | Ada | Lovelace",
                "Dr. Ludwig van Beethoven | Dr. | Ludwig | van Beethoven",
                "Prof. Dr. Anna Maria von der Heide | Prof. Dr. | Anna Maria | von der Heide",
                "Dr. Anna Schmidt, MBA | Dr. | Anna | 'Schmidt, MBA'",
                "Madonna, Jr. | '' | 'Madonna, Jr.' | ''",
                "Madonna | '' | Madonna | ''",
                "Pani Olga Tokarczuk | Pani | Olga | Tokarczuk"
            })
    void splitsAWholeName(String cell, String title, String given, String family) {
        assertThat(NameSplit.split(cell))
                .isEqualTo(new PersonName(title, given, family, "", "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-01, 2024-05-01T00:00:00Z",
        "2024-05-01 10:20:30, 2024-05-01T10:20:30Z",
        "2024-05-01T10:20:30+02:00, 2024-05-01T08:20:30Z",
        "31.12.2023, 2023-12-31T00:00:00Z",
        "12/31/2023, 2023-12-31T00:00:00Z",
        "31/12/2023, 2023-12-31T00:00:00Z"
    })
    void readsTimesAsFilesWriteThem(String cell, String time) {
        assertThat(MailTimes.time(cell, false)).map(Object::toString).contains(time);
    }

    @ParameterizedTest
    @CsvSource({
        "Unsubscribed (by user), WITHDRAWN",
        "unsubscribe, WITHDRAWN",
        "Opt-Out, WITHDRAWN",
        "opted-out, WITHDRAWN",
        "Do not email, WITHDRAWN",
        "cancelled, WITHDRAWN",
        "gesperrt, WITHDRAWN",
        "Abgemeldet am 01.02.2024, WITHDRAWN",
        "nicht angemeldet, WITHDRAWN",
        "brak zgody, WITHDRAWN",
        "wypisany, WITHDRAWN",
        "désabonné, WITHDRAWN",
        "désinscrit, WITHDRAWN",
        "no, WITHDRAWN",
        "FALSE, WITHDRAWN",
        "0, WITHDRAWN",
        "Non-Subscribed, WITHDRAWN",
        "Blocklisted by admin, WITHDRAWN",
        "MANUAL_SUPPRESSION, WITHDRAWN",
        "Inactive, WITHDRAWN",
        "cleaned, BOUNCED",
        "Bounced (hard), BOUNCED",
        "hard_bounced, BOUNCED",
        "INVALID_EMAIL, BOUNCED",
        "abuse, COMPLAINED",
        "SPAM_COMPLAINT, COMPLAINED",
        "Widerspruch, OBJECTED",
        "Subscribed, GRANTED",
        "Opted in, GRANTED",
        "double opt-in, GRANTED",
        "Active, GRANTED",
        "angemeldet am 01.02.2024, GRANTED",
        "tak, GRANTED",
        "1, GRANTED"
    })
    void readsWhetherAPersonMayBeWrittenTo(String cell, ConsentEvent event) {
        assertThat(new StatusWords().read(cell))
                .isEqualTo(new StatusWords.Said(Optional.of(event), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEVER_SUBSCRIBED", "pending", "Unconfirmed", "Soft bounced", "-"})
    void someWordsAreSilence(String cell) {
        assertThat(new StatusWords().read(cell))
                .isEqualTo(new StatusWords.Said(Optional.empty(), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weird", "yes but", "optional", "VIP", "subscribed?maybe", "✂"})
    void aWordThatIsNotUnderstoodIsNoPermissionAndIsKeptToBeAsked(String cell) {
        ParsedRow row = read(row("a@example.org", cell), ImportField.MAIL, ImportField.MAIL_STATUS);
        Place place = Place.of(1, cell);
        assertThat(row.news().doubts())
                .containsExactly(new MailNews.Doubt(StrangeWords.Kind.STATUS, place));
        assertThat(row.news().event()).isEmpty();
        assertThat(row.news().grants()).isFalse();
        assertThat(told(cell, Meaning.REFUSE).event()).contains(ConsentEvent.WITHDRAWN);
        assertThat(told(cell, Meaning.GRANT).grants()).isTrue();
    }

    private static MailNews told(String cell, Meaning meaning) {
        return new RowReader(
                        plan(ImportField.MAIL, ImportField.MAIL_STATUS)
                                .readingStrangeWords(Map.of(Place.of(1, cell), meaning)))
                .read(row("a@example.org", cell))
                .news();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Two <p2@example.org> | p2@example.org",
                "\"Doe, John\" <j@example.org> | j@example.org",
                "Doe, John <j@example.org> | j@example.org",
                "mailto:p7@example.org | p7@example.org",
                "<MAILTO:p7@example.org?subject=Hi> | p7@example.org"
            })
    void readsAddressesAsMailProgramsWriteThem(String cell, String address) {
        ParsedRow.Known row = (ParsedRow.Known) read(row(cell), ImportField.MAIL);
        assertThat(row.mails()).containsExactly(address);
        assertThat(row.contacts()).containsExactly(ContactPoint.mail(address));
    }

    @Test
    void anOptOutIsReadFromCellsThatHaveSlippedOutOfTheirColumns() {
        ParsedRow row =
                read(
                        row("Doe", " John", "j@example.org", "unsubscribed"),
                        ImportField.FULL_NAME,
                        ImportField.MAIL,
                        ImportField.MAIL_STATUS);
        assertThat(row).isInstanceOf(ParsedRow.Faulty.class);
        assertThat(row.mails()).containsExactly("j@example.org");
        assertThat(row.news().event()).contains(ConsentEvent.WITHDRAWN);
    }

    @Test
    void aRowWithDamagedSignsIsFaultyAndItsOptOutCounts() {
        ParsedRow row =
                reader(ImportField.GIVEN, ImportField.MAIL, ImportField.MAIL_STATUS)
                        .read(
                                new CsvRow(
                                        2,
                                        List.of("J\ufffdrg", "j@example.org", "unsubscribed"),
                                        true));
        assertThat(row).isInstanceOf(ParsedRow.Faulty.class);
        assertThat(row.mails()).containsExactly("j@example.org");
        assertThat(row.news().event()).contains(ConsentEvent.WITHDRAWN);
    }

    @Test
    void theStrictestOfSeveralColumnsCounts() {
        ParsedRow row =
                read(
                        row("a@example.org", "subscribed", "yes", "pending"),
                        ImportField.MAIL,
                        ImportField.MAIL_STATUS,
                        ImportField.UNSUBSCRIBED,
                        ImportField.MAIL_STATUS);
        assertThat(row.news().event()).contains(ConsentEvent.WITHDRAWN);
    }

    @Test
    void silenceInAStatusColumnIsNoPermission() {
        ParsedRow row = read(row("a@example.org", ""), ImportField.MAIL, ImportField.MAIL_STATUS);
        assertThat(row.news().grants()).isFalse();
        assertThat(read(row("a@example.org"), ImportField.MAIL).news().grants()).isTrue();
    }

    @Test
    void anOptOutIsReadFromARowThatCannotBeTaken() {
        ParsedRow row =
                read(
                        row("x".repeat(300), "a@example.org", "unsubscribed", "too", "many"),
                        ImportField.GIVEN,
                        ImportField.MAIL,
                        ImportField.MAIL_STATUS);
        assertThat(row).isInstanceOf(ParsedRow.Faulty.class);
        assertThat(row.mails()).containsExactly("a@example.org");
        assertThat(row.news().event()).contains(ConsentEvent.WITHDRAWN);
    }

    @Test
    void saysWhichFieldIsWrong() {
        assertThat(fault(row("x".repeat(201), "y"), ImportField.GIVEN, ImportField.FAMILY))
                .contains("too-long field:given");
        assertThat(fault(row("a\0b"), ImportField.STAGE)).contains("not-text field:stage");
        assertThat(fault(row("nobody at all"), ImportField.MAIL)).contains("not-a-mail field:mail");
        assertThat(fault(row("", ""), ImportField.GIVEN, ImportField.MAIL)).contains("nobody ");
        assertThat(fault(row("a"), ImportField.GIVEN, ImportField.MAIL)).contains("short 1");
    }

    @Test
    void severalMailsPhonesAndWordsComeFromOneCell() {
        ParsedRow.Known row =
                (ParsedRow.Known)
                        read(
                                row("a@x.example; A@X.example, b@x.example [work]", "Booker, Star"),
                                ImportField.MAIL,
                                ImportField.ROLES);
        assertThat(row.normalised()).containsExactly("a@x.example", "b@x.example");
        assertThat(row.contacts().getLast().label()).isEqualTo("work");
        assertThat(row.details().roles()).containsExactly(PartyRole.AGENT);
        assertThat(row.details().tags()).containsExactly("Star");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E-mail 1 - Label | E-mail 1 - Value | * Work | work",
                "E-mail 1 - Label | E-mail 1 - Value | Studio | Studio",
                "E-mail Type | E-mail Address | SMTP | ''",
                "E-mail 1 - Label | E-mail 1 - Value | '' | ''"
            })
    void theLabelOfAMailStandsInAColumnBesideIt(
            String label, String mail, String cell, String read) {
        ImportPlan plan =
                new ImportPlan(
                        List.of(
                                new ImportColumn(label, List.of(), ImportField.LABEL, ""),
                                new ImportColumn(mail, List.of(), ImportField.MAIL, "")),
                        LawfulBasis.CONSENT,
                        "A test",
                        LocalDate.EPOCH,
                        Set.of(),
                        Set.of(),
                        "DE");
        ParsedRow.Known row =
                (ParsedRow.Known) new RowReader(plan).read(row(cell, "a@example.org"));
        assertThat(row.contacts().getFirst().label()).isEqualTo(read);
    }

    @Test
    void allPositionsAtOneOrganisationAreKept() {
        assertThat(affiliations("Hall", "Booker\nSound\n\nLight"))
                .containsExactly(
                        new Affiliation("Hall", "Booker"),
                        new Affiliation("Hall", "Sound"),
                        new Affiliation("Hall", "Light"));
        assertThat(affiliations("Hall\nRadio", "Booker"))
                .containsExactly(new Affiliation("Hall", "Booker"), new Affiliation("Radio", ""));
        assertThat(affiliations("Hall\n\nRadio", "Booker\n\nHost"))
                .containsExactly(
                        new Affiliation("Hall", "Booker"), new Affiliation("Radio", "Host"));
    }

    @Test
    void aRowWithMorePositionsThanOrganisationsIsNotGuessedAt() {
        assertThat(
                        fault(
                                row("Ada", "Hall\nRadio", "Booker\nHost\nDrums"),
                                ImportField.FULL_NAME,
                                ImportField.ORGANISATION,
                                ImportField.POSITION))
                .contains("too-many field:position");
    }

    @Test
    void whatSomebodyIsNowhereBecomesTheirRoleOrATag() {
        CsvRow row = row("Ada", "", "Journalist\nHead of Strings");
        PersonDetails details =
                ((ParsedRow.Known)
                                read(
                                        row,
                                        ImportField.FULL_NAME,
                                        ImportField.ORGANISATION,
                                        ImportField.POSITION))
                        .details();
        assertThat(details.affiliations()).isEmpty();
        assertThat(details.roles()).containsExactly(PartyRole.PRESS);
        assertThat(details.tags()).containsExactly("Head of Strings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada | Augusta | Marie | Ada Augusta Marie",
                "Ada | '' | '' | Ada",
                "'' | Augusta | '' | Augusta",
                "Ada Augusta | Augusta | '' | Ada Augusta",
                "Ada | ' B. ' | '' | Ada B."
            })
    void moreGivenNamesStandBehindTheFirst(
            String first, String second, String third, String given) {
        ParsedRow.Known row =
                (ParsedRow.Known)
                        read(
                                row(first, second, "King", third),
                                ImportField.GIVEN,
                                ImportField.MIDDLE,
                                ImportField.FAMILY,
                                ImportField.MIDDLE);
        assertThat(row.details().name()).isEqualTo(PersonName.of(given, "King"));
    }

    @Test
    void aWholeNameHasItsSecondGivenNameOnce() {
        ParsedRow.Known row =
                (ParsedRow.Known)
                        read(
                                row("Ada Augusta King", "Augusta"),
                                ImportField.FULL_NAME,
                                ImportField.MIDDLE);
        assertThat(row.details().name()).isEqualTo(PersonName.of("Ada Augusta", "King"));
    }

    @Test
    void tagsComeAsOtherProgramsWriteThem() {
        assertThat(TagCells.values("\"VIP\",\"Rock, Pop\"")).containsExactly("VIP", "Rock, Pop");
        assertThat(TagCells.values("Venues ::: * starred ::: * myContacts"))
                .containsExactly("Venues", "starred");
        assertThat(TagCells.values("\"VIP\"\n")).containsExactly("\"VIP\"");
        assertThat(TagCells.values("* myContacts\n")).containsExactly("* myContacts");
        assertThat(TagCells.values("the \"b\", c")).containsExactly("the \"b\"", "c");
    }

    @Test
    void aDateIsReadAsItsColumnWritesThem() {
        assertThat(MailTimes.time("03/04/2021", true))
                .map(Object::toString)
                .contains("2021-04-03T00:00:00Z");
        assertThat(MailTimes.time("03/04/2021", false))
                .map(Object::toString)
                .contains("2021-03-04T00:00:00Z");
    }

    private static List<Affiliation> affiliations(String organisations, String positions) {
        ParsedRow row =
                read(
                        row("Ada", organisations, positions),
                        ImportField.FULL_NAME,
                        ImportField.ORGANISATION,
                        ImportField.POSITION);
        return ((ParsedRow.Known) row).details().affiliations();
    }

    private static Optional<String> fault(CsvRow row, ImportField... fields) {
        return read(row, fields) instanceof ParsedRow.Faulty faulty
                ? Optional.of(faulty.reason() + " " + faulty.detail())
                : Optional.empty();
    }

    private static ParsedRow read(CsvRow row, ImportField... fields) {
        return reader(fields).read(row);
    }

    static RowReader reader(ImportField... fields) {
        return new RowReader(plan(fields));
    }

    private static ImportPlan plan(ImportField... fields) {
        return new ImportPlan(
                Arrays.stream(fields)
                        .map(field -> new ImportColumn(field.code(), List.of(), field, ""))
                        .toList(),
                LawfulBasis.CONSENT,
                "A test",
                LocalDate.EPOCH,
                Set.of(),
                Set.of(),
                "DE");
    }

    private static CsvRow row(String... cells) {
        return new CsvRow(2, List.of(cells));
    }
}
