package studio.backline.plugins.crm.importing.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportPlan;
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
        assertThat(MailWords.time(cell)).map(Object::toString).contains(time);
    }

    @ParameterizedTest
    @CsvSource({
        "Unsubscribed, WITHDRAWN",
        "cleaned, BOUNCED",
        "Hard Bounce, BOUNCED",
        "abuse, COMPLAINED",
        "Subscribed, GRANTED",
        "wypisany, WITHDRAWN"
    })
    void readsWhetherAPersonMayBeWrittenTo(String cell, ConsentEvent event) {
        assertThat(MailWords.status(cell)).contains(event);
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
        assertThat(fault(row("a"), ImportField.GIVEN, ImportField.MAIL)).contains("ragged 1");
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

    @Test
    void repetitionsAreToldFromPeopleWhoShareAnAddress() {
        SeenRows seen = new SeenRows();
        assertThat(first(seen, 2, "Anna Meyer", "a@example.org")).isZero();
        assertThat(first(seen, 3, "Tom Schulz", "a@example.org")).isZero();
        assertThat(first(seen, 4, "Meyer, Anna Maria", "A@example.org")).isEqualTo(2);
        assertThat(first(seen, 5, "Tom Schulz", "a@example.org")).isEqualTo(2);
        assertThat(first(seen, 6, "", "a@example.org")).isEqualTo(2);
        assertThat(first(seen, 7, "Anna Meyer", "b@example.org")).isZero();
        IntStream.range(10, 40_000)
                .forEach(i -> assertThat(first(seen, i, "N" + i, i + "@example.org")).isZero());
        assertThat(first(seen, 50_000, "N11", "11@example.org")).isEqualTo(11);
    }

    private static long first(SeenRows seen, long line, String name, String mail) {
        ParsedRow row =
                reader(ImportField.FULL_NAME, ImportField.MAIL)
                        .read(new CsvRow(line, List.of(name, mail)));
        return seen.firstLine((ParsedRow.Known) row);
    }

    private static Optional<String> fault(CsvRow row, ImportField... fields) {
        return read(row, fields) instanceof ParsedRow.Faulty faulty
                ? Optional.of(faulty.reason() + " " + faulty.detail())
                : Optional.empty();
    }

    private static ParsedRow read(CsvRow row, ImportField... fields) {
        return reader(fields).read(row);
    }

    private static RowReader reader(ImportField... fields) {
        return new RowReader(
                new ImportPlan(
                        Arrays.stream(fields)
                                .map(field -> new ImportColumn(field.code(), List.of(), field, ""))
                                .toList(),
                        LawfulBasis.CONSENT,
                        "A test",
                        LocalDate.EPOCH,
                        Set.of(),
                        Set.of(),
                        "DE"));
    }

    private static CsvRow row(String... cells) {
        return new CsvRow(2, List.of(cells));
    }
}
