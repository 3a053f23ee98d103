package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Kind;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;

/** Files whose columns are called in any language, or not at all. */
class NameColumnsTest {

    private static final CsvShape SHAPE = new CsvShape(StandardCharsets.UTF_8, ';');

    private final Importing files = new Importing();

    @Test
    void namesThatNobodyKnowsAreNoPersonAndAreRememberedAsTheyAre() throws Exception {
        files.call(
                () -> {
                    ImportDraft draft =
                            begun("Jina;Barua pepe;Mji", "Amani;amani@example.org;Nakuru");
                    assertThat(headers(draft)).containsExactly("Jina", "Barua pepe", "Mji");
                    assertThat(fields(draft))
                            .containsExactly(
                                    ImportField.IGNORE, ImportField.MAIL, ImportField.IGNORE);
                    run(draft, ImportField.GIVEN, ImportField.MAIL, ImportField.CITY);
                    assertThat(files.names()).containsExactly("Amani");

                    ImportDraft next =
                            begun("Jina;Barua pepe;Mji", "Neema;neema@example.org;Kisumu");
                    assertThat(next.remembered()).isTrue();
                    assertThat(fields(next))
                            .containsExactly(ImportField.GIVEN, ImportField.MAIL, ImportField.CITY);
                    return next;
                });
    }

    @Test
    void aFileWithoutNamesIsNotKnownAgainByItsWidth() throws Exception {
        files.call(
                () -> {
                    ImportDraft draft = begun("Amani;amani@example.org", "Neema;n@example.org");
                    assertThat(draft.hasHeader()).isFalse();
                    assertThat(headers(draft)).containsExactly("", "");
                    run(draft, ImportField.GIVEN, ImportField.MAIL);

                    ImportDraft other = begun("x@example.org;Xenia", "y@example.org;Yara");
                    assertThat(other.remembered()).isFalse();
                    assertThat(fields(other)).containsExactly(ImportField.MAIL, ImportField.IGNORE);
                    return other;
                });
    }

    @Test
    void whoeverKnowsBetterSaysWhetherTheFirstRowHoldsNames() throws Exception {
        files.call(
                () -> {
                    ImportDraft wrong = begun("Amani;Mwangi;Nakuru", "Neema;Otieno;Kisumu");
                    assertThat(wrong.hasHeader()).isTrue();
                    assertThat(wrong.firstRow()).containsExactly("Amani", "Mwangi", "Nakuru");
                    ImportDraft right =
                            files.imports()
                                    .reshape(
                                            wrong.id(),
                                            SHAPE,
                                            Optional.of(false),
                                            Optional.empty());
                    assertThat(files.imports().draft(wrong.id()).hasHeader()).isFalse();
                    run(right, ImportField.GIVEN, ImportField.FAMILY, ImportField.CITY);
                    assertThat(files.names()).containsExactly("Amani Mwangi", "Neema Otieno");

                    // A year is a strange name for a column, but it was said to be one.
                    ImportDraft years = begun("2024-01-01;Jina", "12;Juma");
                    assertThat(years.hasHeader()).isFalse();
                    run(
                            files.imports()
                                    .reshape(
                                            years.id(), SHAPE, Optional.of(true), Optional.empty()),
                            ImportField.IGNORE,
                            ImportField.GIVEN);
                    ImportDraft again = begun("2024-01-01;Jina", "13;Zawadi");
                    assertThat(again.remembered()).isTrue();
                    assertThat(headers(again)).containsExactly("2024-01-01", "Jina");
                    return again;
                });
    }

    private ImportDraft begun(String... rows) {
        return files.begun("list.csv", String.join("\n", rows) + "\n");
    }

    private void run(ImportDraft draft, ImportField... fields) {
        List<ImportColumn> columns =
                IntStream.range(0, fields.length)
                        .mapToObj(
                                i ->
                                        new ImportColumn(
                                                draft.columns().get(i).header(),
                                                draft.columns().get(i).samples(),
                                                fields[i],
                                                ""))
                        .toList();
        CrmHost.runs(files.imports(), files.rehearsed(draft.with(columns)));
    }

    private static List<String> headers(ImportDraft draft) {
        return draft.columns().stream().map(ImportColumn::header).toList();
    }

    private static List<ImportField> fields(ImportDraft draft) {
        return draft.columns().stream().map(ImportColumn::field).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "E-Mail Opt,in,out",
        "Opt,in,out",
        "Mail Opt,In,Out",
        "Opt-In/Out,In,Out",
        "Verteiler,ja,raus",
        "Verteiler,ja,nein",
        "Mailingliste,drauf,runter",
        "Mailing list,in,gone",
        "Newsletter,rein,raus",
        "Rundbrief,an,ab",
        "Abo,an,aus"
    })
    void underANameThatMayBeAPermissionWordsThatAreNotKnownAreAskedAbout(
            String header, String yes, String no) {
        files.run(
                () -> {
                    ImportId id = files.rehearsed(file(header, List.of(yes, no)));
                    assertThat(words(id, Kind.STATUS)).contains(no);
                    CrmHost.runs(files.imports(), id);
                    assertThat(files.state("Person B")).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Blubb | ja,nein",
                "Blubb | ja,raus",
                "Blubb | yes,gone",
                "Blubb | yes,adrift",
                "Blubb | in,out",
                "Blubb | rein,raus",
                "Blubb | drauf,runter",
                "Blubb | an,aus",
                "Blubb | an,ab",
                "Blubb | oui,sorti",
                "Blubb | dentro,fuera",
                "Blubb | erin,eruit",
                "Blubb | ja,raus,vielleicht"
            })
    void aColumnThatIsLeftOutAndHalfUnderstoodIsWarnedOf(String header, String cells) {
        files.run(
                () -> {
                    ImportId id = files.rehearsed(file(header, List.of(cells.split(","))));
                    assertThat(words(id, Kind.LEFT_OUT)).isNotEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Blubb | IN,DE,AT",
                "Blubb | IN,DE",
                "Blubb | SI,IT,DE",
                "Blubb | AB,BC,ON",
                "Blubb | m,f",
                "Blubb | 34,27,1",
                "Blubb | An,Bo",
                "Blubb | S,M,L,XL",
                "Blubb | red,blue",
                "Verteiler | Presse,Booking",
                "Abo | Gold,Silber",
                "Geschlecht | m,w",
                "Country | IN,DE,AT",
                "Vorname | An,Peter"
            })
    void aColumnOfSomethingElseStaysQuiet(String header, String cells) {
        files.run(
                () -> {
                    ImportId id = files.rehearsed(file(header, List.of(cells.split(","))));
                    assertThat(words(id, Kind.LEFT_OUT)).isEmpty();
                    assertThat(words(id, Kind.STATUS)).isEmpty();
                });
    }

    private static String file(String header, List<String> cells) {
        StringBuilder csv = new StringBuilder("Name,E-Mail," + header + "\n");
        for (int i = 0; i < cells.size(); i++) {
            char letter = (char) ('A' + i);
            csv.append("Person %1$s,%1$s@s.example,%2$s\n".formatted(letter, cells.get(i)));
        }
        return csv.toString();
    }

    private List<String> words(ImportId id, Kind kind) {
        return files.imports().strangeWords(id).of(kind).stream()
                .map(StrangeWords.Word::place)
                .map(Place::text)
                .toList();
    }
}
