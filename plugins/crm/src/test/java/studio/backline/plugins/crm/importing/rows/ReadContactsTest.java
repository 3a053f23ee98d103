package studio.backline.plugins.crm.importing.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.importing.ImportField;

/** A comma may stand between two contacts, or in one. */
class ReadContactsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "WEB > https://www.google.com/maps/@52.51,13.37,15z > https://www.google.com/maps/@52.51,13.37,15z",
                "WEB > https://www.example.org/a,1234,00.html > https://www.example.org/a,1234,00.html",
                "WEB > https://example.org/a;b=1|c, x > https://example.org/a;b=1|c, x",
                "WEB > https://a.example/x,y, www.b.example > https://a.example/x,y / www.b.example",
                "WEB > a.example, b.example; c.example/d > a.example / b.example / c.example/d",
                "WEB > https://a.example,https://b.example > https://a.example / https://b.example",
                "PHONE > 030 / 123 45-67, App. 5 > 030 / 123 45-67, App. 5",
                "PHONE > 030 1234567, ext. 123456 > 030 1234567, ext. 123456",
                "PHONE > 030 1234567; 0171 7654321 > 030 1234567 / 0171 7654321",
                "PHONE > , 030 1234567,, 0171 7654321 [work], > 030 1234567 / 0171 7654321 [work]",
                "PHONE > +49 30 1234567 ::: +49 171 7654321 > +49 30 1234567 / +49 171 7654321",
                "HANDLE > @a, @b > @a / @b"
            })
    void isCutOnlyBeforeWhatIsOneByItself(ContactKind kind, String cell, String values) {
        assertThat(ContactCells.values(kind, cell))
                .isEqualTo(
                        List.of(values.split(" / (?!123)")).stream()
                                .map(CsvCells::labelled)
                                .toList());
    }

    @Test
    void aLabelKeepsWhatIsNoPartOfAnAddress() {
        assertThat(MailCells.addresses("\u00a0a@example.org [at\thome]\nb@example.org\u200b"))
                .containsExactly(
                        new CsvCells.Labelled("a@example.org", "at\thome"),
                        new CsvCells.Labelled("b@example.org", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bea@c.example / bea2@c.example",
                "bea@c.example/bea2@c.example",
                "bea@c.example  bea2@c.example",
                "bea @ c.example mailto:bea2@c.example"
            })
    void wholeAddressesWithABlankOrASlashBetweenThemAreTwo(String cell) {
        assertThat(MailCells.addresses(cell))
                .extracting(CsvCells.Labelled::value)
                .containsExactly("bea@c.example", "bea2@c.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "dan@c.example (private) > dan@c.example",
                "mail: Dan@C.example > dan@c.example",
                "bea@c.example or bea2@c.example? > bea@c.example / bea2@c.example",
                "bea@c.example, not [dan@c.example], x@y > bea@c.example / dan@c.example",
                "M\ufffdller @c.example, dan@ > ''"
            })
    void ofACellThatIsRefusedWhateverLooksLikeAnAddressIsClosed(String cell, String found) {
        assertThat(MailCells.closing(cell))
                .containsExactlyElementsOf(
                        found.isEmpty() ? List.of() : List.of(found.split(" / ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4,93415E+11",
                "4.9E11",
                "5E+11",
                " 5e+11 ",
                "0341 5551234; 4,93415E+11 [work]",
                "5E+11\n0341 5551234"
            })
    void aPhoneThatASpreadsheetHasRoundedIsNobodys(String cell) {
        ParsedRow row = read(ImportField.PHONE, cell);
        assertThat(row).isInstanceOf(ParsedRow.Faulty.class);
        assertThat(((ParsedRow.Faulty) row).reason()).isEqualTo("rounded");
        assertThat(((ParsedRow.Faulty) row).detail()).isEqualTo("field:phone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-",
                "n/a",
                "#N/A",
                "NULL",
                "none",
                "keine",
                "brak",
                "k. A.",
                "unbekannt",
                "(unknown)",
                "nie dotyczy",
                "inconnu",
                "нет данных",
                "不明"
            })
    void wordsForNothingAreNoMailPhoneOrPageAndNoFault(String cell) {
        for (ImportField field : List.of(ImportField.MAIL, ImportField.PHONE, ImportField.WEB)) {
            assertThat(contacts(field, cell)).as(field.name()).isEmpty();
            assertThat(ContactCells.nothing(field.contact().orElseThrow(), cell))
                    .as(field.name())
                    .containsExactly(cell);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "000 / 000-000", "?", "+", "n/a; -"})
    void zerosAndSignsAreNoPhoneAndNoPage(String cell) {
        assertThat(contacts(ImportField.PHONE, cell)).isEmpty();
        assertThat(contacts(ImportField.WEB, cell)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "PHONE > n/a; 0341 5551234 > 0341 5551234",
                "PHONE > 110 > 110",
                "PHONE > no > no",
                "WEB > none.example > none.example",
                "WEB > 0.example > 0.example",
                "HANDLE > never > never",
                "HANDLE > ___ > ___",
                "HANDLE > -; ... [instagram] > ..."
            })
    void whatMayBeSomethingIsKept(ImportField field, String cell, String value) {
        assertThat(contacts(field, cell)).extracting(ContactPoint::value).containsExactly(value);
        assertThat(ContactCells.nothing(field.contact().orElseThrow(), cell)).doesNotContain(value);
    }

    @Test
    void linesOfOneCellAreKeptAsTheyAreAndWhatAnotherCellBringsIsKnown() {
        RowReader reader =
                ReadRowsTest.reader(ImportField.GIVEN, ImportField.PHONE, ImportField.PHONE);
        String listed = "0341 5551111 [home]\n0341 5551111 [work]\n03415551111 [work]";
        ParsedRow.Known row =
                (ParsedRow.Known)
                        reader.read(
                                new CsvRow(
                                        2,
                                        List.of(
                                                "Ada",
                                                listed,
                                                "0341/5551111; 112233 [x]; 112233 [y]")));
        assertThat(row.contacts())
                .extracting(ContactPoint::label)
                .containsExactly("home", "work", "work", "x");
        assertThat(row.normalised()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.23457E+11", "1,23457e+21", " 5E+11 "})
    void anIdThatASpreadsheetHasRoundedIsNobodys(String cell) {
        ParsedRow.Faulty row = (ParsedRow.Faulty) read(ImportField.EXTERNAL_ID, cell);
        assertThat(row.reason()).isEqualTo("rounded");
        assertThat(row.detail()).isEqualTo("field:external-id");
        assertThat(row.externalId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5E10", "A 1.5E+11", "123457E", "1E+02"})
    void anIdThatLooksLikeOneAndIsNoneIsKept(String cell) {
        assertThat(read(ImportField.EXTERNAL_ID, cell).externalId()).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0341 5E 12", "1E+02"})
    void whatIsNoPhoneThatWasRoundedIsKept(String cell) {
        assertThat(((ParsedRow.Known) read(ImportField.PHONE, cell)).contacts()).hasSize(1);
    }

    private static List<ContactPoint> contacts(ImportField field, String cell) {
        return ((ParsedRow.Known) read(field, cell)).contacts();
    }

    private static ParsedRow read(ImportField field, String cell) {
        return ReadRowsTest.reader(ImportField.GIVEN, field)
                .read(new CsvRow(2, List.of("Ada", cell)));
    }
}
