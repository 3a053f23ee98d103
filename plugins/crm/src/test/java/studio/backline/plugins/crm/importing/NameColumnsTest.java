package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.backline.plugins.crm.csv.CsvShape;

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
        files.imports().run(files.rehearsed(draft.with(columns)));
    }

    private static List<String> headers(ImportDraft draft) {
        return draft.columns().stream().map(ImportColumn::header).toList();
    }

    private static List<ImportField> fields(ImportDraft draft) {
        return draft.columns().stream().map(ImportColumn::field).toList();
    }
}
