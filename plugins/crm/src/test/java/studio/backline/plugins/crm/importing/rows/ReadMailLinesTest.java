package studio.backline.plugins.crm.importing.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportPlan;

/** A status may say something else of each address. */
class ReadMailLinesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "granted/bounced | BOTH a@example.org GRANTED, ADDRESS b@example.org BOUNCED",
                "/bounced/granted | ADDRESS b@example.org BOUNCED, PERSON GRANTED",
                "bounced/ | ADDRESS a@example.org BOUNCED",
                "unsubscribed/subscribed | BOTH a@example.org WITHDRAWN, BOTH b@example.org GRANTED",
                "granted/withdrawn (address only) | BOTH a@example.org GRANTED, ADDRESS b@example.org WITHDRAWN",
                "withdrawn/withdrawn (person only) | BOTH a@example.org WITHDRAWN, PERSON WITHDRAWN",
                "objected (person only) | PERSON OBJECTED, PERSON OBJECTED",
                "Complained (Address only) | ADDRESS a@example.org COMPLAINED, ADDRESS b@example.org COMPLAINED",
                "/// | ''",
            })
    void aStatusOfSeveralLinesTellsAddressesApart(String cell, String lines) {
        MailNews news = twoMails("a@example.org\nb@example.org", cell.replace('/', '\n'));
        assertThat(
                        news.lines().stream()
                                .map(
                                        line ->
                                                line.reach()
                                                        + line.mail().map(" "::concat).orElse("")
                                                        + " "
                                                        + line.event()))
                .isEqualTo(lines.isEmpty() ? List.of() : List.of(lines.split(", ")));
        assertThat(news.event()).isEmpty();
        assertThat(news.grants()).isEqualTo(cell.contains("granted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unsubscribed\nsubscribed\nsubscribed\nsubscribed",
                "granted\nunsubscribed\nsomething else"
            })
    void linesThatDoNotGoWithTheAddressesAreAboutAllOfThem(String cell) {
        MailNews news = twoMails("a@example.org\nb@example.org", cell);
        assertThat(news.lines()).isEmpty();
        assertThat(news.event()).contains(ConsentEvent.WITHDRAWN);
    }

    @Test
    void aGrantOfNoAddressIsTakenWhereItIsSaidToBeThePersonsAlone() {
        MailNews news = twoMails("", "granted (person only)");
        assertThat(news.lines()).extracting(MailLine::event).containsExactly(ConsentEvent.GRANTED);
        assertThat(news.grants()).isTrue();
        assertThat(twoMails("", "withdrawn (person only)").event())
                .contains(ConsentEvent.WITHDRAWN);
    }

    @Test
    void linesOfWhichOneIsNotUnderstoodAllowNothing() {
        MailNews news = twoMails("a@example.org\nb@example.org", "granted\nweird");
        assertThat(news.lines()).isEmpty();
        assertThat(news.event()).isEmpty();
        assertThat(news.grants()).isFalse();
        assertThat(news.doubts()).hasSize(1);
    }

    @Test
    void whereAnAddressCannotBeReadNobodyKnowsWhichLineIsWhose() {
        MailNews news = twoMails("a@example.org\nbad", "bounced\nsubscribed");
        assertThat(news.lines()).isEmpty();
        assertThat(news.event()).contains(ConsentEvent.BOUNCED);
    }

    @ParameterizedTest
    @CsvSource({"pending, false", "subscribed, true"})
    void aWordOfAnotherColumnThatIsNoYesTakesTheYesOfTheLinesAway(String word, boolean granted) {
        MailNews news = twoMails("a@example.org\nb@example.org", "granted\nbounced", word);
        assertThat(news.lines())
                .extracting(MailLine::event)
                .isEqualTo(
                        granted
                                ? List.of(ConsentEvent.GRANTED, ConsentEvent.BOUNCED)
                                : List.of(ConsentEvent.BOUNCED));
        assertThat(news.grants()).isEqualTo(granted);
    }

    private static MailNews twoMails(String... cells) {
        ImportPlan plan =
                new ImportPlan(
                        Stream.of(
                                        ImportField.MAIL,
                                        ImportField.MAIL_STATUS,
                                        ImportField.MAIL_STATUS)
                                .limit(cells.length)
                                .map(field -> new ImportColumn(field.code(), List.of(), field, ""))
                                .toList(),
                        LawfulBasis.CONSENT,
                        "A test",
                        LocalDate.EPOCH,
                        Set.of(),
                        Set.of(),
                        "DE");
        return new RowReader(plan).read(new CsvRow(2, List.of(cells))).news();
    }
}
