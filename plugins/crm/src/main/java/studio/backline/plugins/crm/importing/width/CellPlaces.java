package studio.backline.plugins.crm.importing.width;

import java.util.List;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.words.StatusWords;

/** Tells by their form whether the cells of a short row stand in their own columns. */
final class CellPlaces {

    private static final int DIGITS_OF_A_PHONE = 6;

    private final List<ImportColumn> columns;
    private final StatusWords words = new StatusWords();
    private final int lastNo;

    CellPlaces(List<ImportColumn> columns) {
        this.columns = columns;
        int last = -1;
        for (int i = 0; i < columns.size(); i++) {
            last = saysNo(columns.get(i).field()) ? i : last;
        }
        this.lastNo = last;
    }

    /** Where the cells of a row stand. */
    enum Standing {
        /** An address, a phone or a page is in a column of such. */
        OWN,
        /** Nothing tells. */
        OPEN,
        /** Something is where it cannot be. */
        OTHERS
    }

    Standing of(CsvRow row) {
        boolean own = false;
        boolean lacksNo = lacksNo(row);
        for (int i = 0; i < row.cells().size() && i < columns.size(); i++) {
            String cell = CsvCells.value(row.cells().get(i)).strip();
            if (!cell.isEmpty()) {
                ImportField field = columns.get(i).field();
                Standing standing = of(field, cell);
                boolean slipped =
                        lacksNo && !saysNo(field) && words.certainRefusal(cell).isPresent();
                if (standing == Standing.OTHERS || slipped) {
                    return Standing.OTHERS;
                }
                own |= standing == Standing.OWN;
            }
        }
        return own ? Standing.OWN : Standing.OPEN;
    }

    /** Whether a cell is missing that could say no. */
    boolean lacksNo(CsvRow row) {
        return lastNo >= row.cells().size();
    }

    private static Standing of(ImportField field, String cell) {
        return switch (field) {
            case MAIL -> cell.indexOf('@') > 0 ? Standing.OWN : Standing.OTHERS;
            case PHONE -> phone(cell);
            case WEB ->
                    cell.startsWith("http") || cell.startsWith("www.")
                            ? Standing.OWN
                            : Standing.OPEN;
            case TITLE, GIVEN, MIDDLE, FAMILY, FULL_NAME, STAGE, SALUTATION ->
                    isAddress(cell) ? Standing.OTHERS : Standing.OPEN;
            case LANGUAGE, CITY, COUNTRY, ORGANISATION, POSITION, ROLES ->
                    isAddress(cell) ? Standing.OTHERS : Standing.OPEN;
            case MAIL_STATUS, UNSUBSCRIBED, BOUNCED, CONSENT_DATE ->
                    isAddress(cell) ? Standing.OTHERS : Standing.OPEN;
            default -> Standing.OPEN;
        };
    }

    private static Standing phone(String cell) {
        long digits = cell.chars().filter(Character::isDigit).count();
        if (digits == 0) {
            return Standing.OTHERS;
        }
        boolean words = cell.chars().anyMatch(Character::isLetter);
        return digits >= DIGITS_OF_A_PHONE && !words ? Standing.OWN : Standing.OPEN;
    }

    private static boolean isAddress(String cell) {
        int at = cell.indexOf('@');
        return at > 0 && cell.indexOf('.', at) > at && cell.indexOf(' ') < 0;
    }

    private static boolean saysNo(ImportField field) {
        return switch (field) {
            case MAIL_STATUS, UNSUBSCRIBED, BOUNCED -> true;
            default -> false;
        };
    }
}
