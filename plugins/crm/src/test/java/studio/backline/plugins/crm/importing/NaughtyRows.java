package studio.backline.plugins.crm.importing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.csv.CsvRows;
import studio.backline.plugins.crm.csv.CsvShape;

/** Rows of a file, each with one text in one column, told apart by an address of their own. */
final class NaughtyRows {

    /** The column of each field, as the export calls it. */
    static final Map<ImportField, String> COLUMNS = columns();

    static final String KEY = "Mail address";

    private static final List<ImportField> LISTED =
            List.of(
                    ImportField.MAIL,
                    ImportField.PHONE,
                    ImportField.HANDLE,
                    ImportField.WEB,
                    ImportField.ROLES,
                    ImportField.TAGS);

    private NaughtyRows() {}

    /** One row. */
    record Row(ImportField field, String mail, String text) {

        /** The cell as the import is to read it: one value, whatever signs are in it. */
        String cell() {
            if (!LISTED.contains(field)) {
                return CsvCells.neutral(text);
            }
            boolean one = text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
            return CsvCells.neutral(
                    one
                                    && (text.matches(".*[,;|].*")
                                            || text.contains(":::")
                                            || text.startsWith("\"")
                                            || text.startsWith("* "))
                            ? text + "\n"
                            : text);
        }

        /** What is in the row's cell of a column. */
        String cell(ImportField column) {
            if (column == field) {
                return cell();
            }
            return switch (column) {
                case EXTERNAL_ID -> "id of " + mail;
                case ORGANISATION -> field == ImportField.POSITION ? "Hall" : "";
                case MAIL_STATUS ->
                        field == ImportField.CONSENT_SOURCE || field == ImportField.CONSENT_DATE
                                ? "subscribed"
                                : "";
                default -> "";
            };
        }
    }

    static List<Row> of(List<String> texts) {
        List<Row> rows = new ArrayList<>();
        for (ImportField field : COLUMNS.keySet()) {
            for (int i = 0; i < texts.size(); i++) {
                String mail = field.code() + "-" + i + "@example.org";
                rows.add(new Row(field, mail, texts.get(i)));
            }
        }
        return rows;
    }

    static String csv(List<Row> rows) {
        StringBuilder csv = new StringBuilder(KEY);
        COLUMNS.values().forEach(name -> csv.append(',').append(name));
        for (Row row : rows) {
            csv.append('\n').append(row.mail());
            COLUMNS.keySet().forEach(column -> csv.append(',').append(quoted(row.cell(column))));
        }
        return csv.append('\n').toString();
    }

    static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** The rows of a file, its header first. */
    static List<List<String>> read(String csv) {
        List<List<String>> rows = new ArrayList<>();
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        try (CsvRows file =
                new CsvRows(
                        new ByteArrayInputStream(bytes),
                        new CsvShape(StandardCharsets.UTF_8, ','))) {
            Optional<CsvRow> row = file.next();
            while (row.isPresent()) {
                rows.add(row.get().cells());
                row = file.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BrokenFileException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    /** The rows of a file by the address that tells them apart, each cell by its column. */
    static Map<String, Map<String, String>> byMail(String csv, String column) {
        List<List<String>> rows = read(csv);
        List<String> header = rows.getFirst();
        int mail = header.indexOf(column);
        return rows.stream()
                .skip(1)
                .collect(
                        Collectors.toMap(
                                row -> row.get(mail).split("[\\n ]")[0],
                                row -> cells(header, row)));
    }

    private static Map<String, String> cells(List<String> header, List<String> row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), CsvCells.value(row.get(i)));
        }
        return cells;
    }

    private static Map<ImportField, String> columns() {
        Map<ImportField, String> names = new LinkedHashMap<>();
        names.put(ImportField.EXTERNAL_ID, "External id");
        names.put(ImportField.EXTERNAL_SOURCE, "External id list");
        names.put(ImportField.TITLE, "Title");
        names.put(ImportField.GIVEN, "Given name");
        names.put(ImportField.FAMILY, "Family name");
        names.put(ImportField.FULL_NAME, "Full name");
        names.put(ImportField.STAGE, "Stage name");
        names.put(ImportField.SORT_FORM, "Sort form");
        names.put(ImportField.SALUTATION, "Salutation");
        names.put(ImportField.LANGUAGE, "Language");
        names.put(ImportField.CITY, "City");
        names.put(ImportField.COUNTRY, "Country");
        names.put(ImportField.MAIL, "Mail");
        names.put(ImportField.PHONE, "Phone");
        names.put(ImportField.HANDLE, "Handle");
        names.put(ImportField.WEB, "Web");
        names.put(ImportField.ROLES, "Roles");
        names.put(ImportField.TAGS, "Tags");
        names.put(ImportField.ORGANISATION, "Organisation");
        names.put(ImportField.POSITION, "Position");
        names.put(ImportField.MAIL_STATUS, "Mail status");
        names.put(ImportField.UNSUBSCRIBED, "Unsubscribed");
        names.put(ImportField.BOUNCED, "Bounced");
        names.put(ImportField.CONSENT_DATE, "Mail status since");
        names.put(ImportField.CONSENT_SOURCE, "Mail status source");
        return names;
    }
}
