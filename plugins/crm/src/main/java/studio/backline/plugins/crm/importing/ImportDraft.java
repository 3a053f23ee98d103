package studio.backline.plugins.crm.importing;

import java.util.List;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * An uploaded file, looked into.
 *
 * @param id the import that it begins
 * @param fileName as the person calls it
 * @param kind what it seems to hold, or was said to
 * @param encoding as found, by its name in Java: UTF-8, windows-1250
 * @param separator as found: comma, semicolon or tab
 * @param hasHeader whether the first row names the columns
 * @param firstRow its cells
 * @param columns in the order of the file
 * @param remembered whether the fields are those of an earlier import of such a file
 */
public record ImportDraft(
        ImportId id,
        String fileName,
        PartyTables kind,
        String encoding,
        char separator,
        boolean hasHeader,
        List<String> firstRow,
        List<ImportColumn> columns,
        boolean remembered) {

    /** Copies. */
    public ImportDraft {
        firstRow = List.copyOf(firstRow);
        columns = List.copyOf(columns);
    }

    /** The same with columns as a person has chosen them: guesses no more. */
    public ImportDraft with(List<ImportColumn> chosen) {
        return new ImportDraft(
                id, fileName, kind, encoding, separator, hasHeader, firstRow, chosen, true);
    }
}
