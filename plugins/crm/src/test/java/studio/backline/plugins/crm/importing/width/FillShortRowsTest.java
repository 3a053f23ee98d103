package studio.backline.plugins.crm.importing.width;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.csv.CsvRows;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.ImportPlan;

class FillShortRowsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '>',
            value = {
                "the last cells are empty"
                        + " > FULL_NAME MAIL CITY UNSUBSCRIBED IGNORE"
                        + " > Ada,ada@x.example / Bo,bo@x.example,Leipzig / Cy,cy@x.example,,yes,x"
                        + " > 1 2 3",
                "a block of one width in which some have no mail"
                        + " > FULL_NAME MAIL PHONE CITY WEB UNSUBSCRIBED"
                        + " > Bo,,,Berlin / Ada,ada@x.example,,Bonn / Cy,,,Celle / Di,,0341 5551234,"
                        + " > 1 2 3 4",
                "a phone is in its place > FULL_NAME PHONE MAIL CITY > Ada,0341 5551234 > 1",
                "a line break in a note before the cell of a no"
                        + " > FULL_NAME MAIL IGNORE UNSUBSCRIBED"
                        + " > Ada,ada@x.example,likes / brass,yes / Bo,bo@x.example,,no"
                        + " > 3",
                "the rest of a note as wide as its row, and a no"
                        + " > FULL_NAME MAIL IGNORE UNSUBSCRIBED"
                        + " > Ada,ada@x.example,called / will come, maybe,yes / Bo,bo@x.example,,no"
                        + " > 3",
                "the rest of a note as wide as the header, and a no"
                        + " > FULL_NAME MAIL IGNORE UNSUBSCRIBED"
                        + " > Ada,ada@x.example,called / a, b, c,yes / Bo,bo@x.example,,no"
                        + " > 2 3",
                "a line break in an address before the mail"
                        + " > FULL_NAME CITY MAIL UNSUBSCRIBED"
                        + " > Ada,Lower / Street,ada@x.example,no / Bo,Bonn,bo@x.example,no"
                        + " > 3",
                "two line breaks in one cell"
                        + " > FULL_NAME MAIL IGNORE PHONE UNSUBSCRIBED"
                        + " > Ada,ada@x.example,Street / 12345 / Town,0341 5551234,yes / Bo,bo@x.example"
                        + " > 4",
                "a line break and a comma that nobody quoted"
                        + " > FULL_NAME MAIL IGNORE CITY PHONE IGNORE UNSUBSCRIBED"
                        + " > Ada,ada@x.example,likes / brass, and strings,Leipzig,yes / Bo,bo@x.example"
                        + " > 3",
                "a no in a cell that is not its own"
                        + " > FULL_NAME MAIL IGNORE CITY UNSUBSCRIBED > Ada,ada@x.example,unsubscribed > -",
                "an address in a cell that is not its own"
                        + " > FULL_NAME CITY MAIL > Ada,ada@x.example > -",
                "a word where a mail should be > FULL_NAME MAIL CITY > Ada,Leipzig > -",
                "the rest of a note behind a whole row"
                        + " > FULL_NAME MAIL CITY IGNORE"
                        + " > Ada,ada@x.example,Bonn,plays / the harp, and sings / Bo,bo@x.example,,"
                        + " > 1 3",
                "an address alone, the rest of a note perhaps"
                        + " > MAIL FULL_NAME IGNORE > ada@x.example,Ada,see / bo@x.example > 1",
                "the rest of a note begins with an address"
                        + " > MAIL FULL_NAME IGNORE CITY"
                        + " > ada@x.example,Ada,see / bo@x.example,Berlin / cy@x.example,Cy,,Bonn"
                        + " > 3",
                "the rest of a note begins with an address, and a comma is in it"
                        + " > MAIL FULL_NAME IGNORE CITY"
                        + " > ada@x.example,Ada,see / bo@x.example,and you,Berlin / cy@x.example,Cy,,Bonn"
                        + " > 3",
                "two lines of a note begin with an address, behind a whole row"
                        + " > MAIL FULL_NAME IGNORE"
                        + " > ada@x.example,Ada,see / bo@x.example,booker / cy@x.example,press / di@x.example,Di,"
                        + " > 1 4",
                "two lines of a note begin with an address, within a row"
                        + " > MAIL FULL_NAME IGNORE CITY TAGS"
                        + " > ada@x.example,Ada,see / bo@x.example / cy@x.example,Bonn,x / di@x.example,Di,,Bonn,"
                        + " > 4",
                "the rest of a note could be a row, and its address another one of that row"
                        + " > FULL_NAME MAIL IGNORE MAIL CITY"
                        + " > Ada,ada@x.example,likes / brass,agent@x.example,Bonn / Cy,cy@x.example,,,Celle"
                        + " > 3",
                "a sentence with an address in it"
                        + " > MAIL FULL_NAME CITY > bo@x.example or me,Berlin > -",
                "a list that begins with mails and ends where its rows do"
                        + " > MAIL FULL_NAME IGNORE CITY"
                        + " > a@x.example,Ada / b@x.example,Bo,tall / c@x.example,Cy / d@x.example,Di,,Bonn"
                        + " > 1 2 3 4",
                "a block that begins with mails and ends in notes"
                        + " > MAIL FULL_NAME IGNORE CITY TAGS"
                        + " > z@x.example,Zoe,,Bonn,x / a@x.example,Ada,tall / b@x.example,Bo,old"
                        + " / c@x.example,Cy,new / d@x.example,Di,wide"
                        + " > 1 2 3 4 5",
                "words for what is not there"
                        + " > FULL_NAME MAIL PHONE CITY TAGS"
                        + " > Ada,ada@x.example,n/a / Bo,-,0341 5551234 / Cy,k. A.,0341 5551234"
                        + " / Di,NULL,4.9E+11"
                        + " > 1 2 3 4",
                "nothing but addresses > MAIL FULL_NAME IGNORE > a@x.example / b@x.example > 1 2",
                "nothing tells > FULL_NAME CITY TAGS > Ada,Leipzig > -"
            })
    void aShortRowIsTakenWhereItsCellsStandInTheirOwnColumns(
            String what, String fields, String rows, String taken) throws Exception {
        assertThat(taken(fields.strip().split(" "), rows.strip().replace(" / ", "\n")))
                .as(what)
                .isEqualTo(taken.strip());
    }

    private static String taken(String[] fields, String csv) throws Exception {
        List<ImportColumn> columns =
                Arrays.stream(fields)
                        .map(ImportField::valueOf)
                        .map(field -> new ImportColumn(field.code(), List.of(), field, ""))
                        .toList();
        ImportPlan plan =
                new ImportPlan(
                        columns,
                        LawfulBasis.CONSENT,
                        "A test",
                        LocalDate.EPOCH,
                        Set.of(),
                        Set.of(),
                        "");
        List<String> whole = new ArrayList<>();
        try (CsvRows csvRows =
                new CsvRows(
                        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                        new CsvShape(StandardCharsets.UTF_8, ','))) {
            EvenRows even = new EvenRows(csvRows, plan);
            Optional<CsvRow> row = even.next();
            while (row.isPresent()) {
                if (row.get().cells().size() == columns.size()) {
                    whole.add(String.valueOf(row.get().line()));
                }
                row = even.next();
            }
        }
        return whole.isEmpty() ? "-" : String.join(" ", whole);
    }
}
