package studio.backline.plugins.crm.importing.width;

import java.util.List;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.MailAddress;
import studio.backline.plugins.crm.contact.RoundedNumber;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.importing.words.ContactWords;
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
            last = columns.get(i).field().saysNo() ? i : last;
        }
        this.lastNo = last;
    }

    /** Where the cells of a row stand. */
    enum Standing {
        /** An address, a phone or a page is in a column of such. */
        OWN,
        /** In the first column alone: the rest of a text that broke off may begin with one. */
        FIRST,
        /** Nothing tells. */
        OPEN,
        /** Something is where it cannot be. */
        OTHERS;

        boolean isOwn() {
            return this == OWN || this == FIRST;
        }
    }

    Standing of(CsvRow row) {
        Standing all = Standing.OPEN;
        boolean lacksNo = lacksNo(row);
        for (int i = 0; i < row.cells().size() && i < columns.size(); i++) {
            String cell = CsvCells.value(row.cells().get(i)).strip();
            if (!cell.isEmpty()) {
                ImportField field = columns.get(i).field();
                Standing standing = of(field, cell);
                boolean slipped =
                        lacksNo && !field.saysNo() && words.certainRefusal(cell).isPresent();
                if (standing == Standing.OTHERS || slipped) {
                    return Standing.OTHERS;
                }
                if (standing == Standing.OWN) {
                    all = i == 0 ? Standing.FIRST : Standing.OWN;
                }
            }
        }
        return all;
    }

    /**
     * Whether a row ends in a text that may go on in the next one, with an address for instance.
     */
    boolean endsInText(CsvRow row) {
        int last = Math.min(row.cells().size(), columns.size()) - 1;
        return mayHoldText(last) && !row.cells().get(last).isBlank();
    }

    /**
     * Whether a row whose cells could be its own may be the rest of one before as well, which broke
     * off in a text: each of its other cells could stand behind that.
     *
     * @param column of that text
     */
    boolean mayGoOn(CsvRow row, int column) {
        boolean own = of(row) == Standing.FIRST;
        if (!mayHoldText(column)) {
            return false;
        }
        for (int i = 1; i < row.cells().size() && column + i < columns.size(); i++) {
            String cell = CsvCells.value(row.cells().get(i)).strip();
            Standing standing = of(columns.get(column + i).field(), cell);
            if (standing == Standing.OTHERS) {
                return false;
            }
            own |= standing == Standing.OWN;
        }
        return own;
    }

    /** Whether texts with addresses in them may be in a column; the first begins a row. */
    private boolean mayHoldText(int column) {
        return column > 0
                && switch (columns.get(column).field()) {
                    case IGNORE, MAIL, CONSENT_SOURCE -> true;
                    default -> false;
                };
    }

    /** Whether a cell is missing that could say no. */
    boolean lacksNo(CsvRow row) {
        return lastNo >= row.cells().size();
    }

    private static Standing of(ImportField field, String cell) {
        Standing standing = byForm(field, cell);
        ContactKind kind = field == ImportField.PHONE ? ContactKind.PHONE : ContactKind.MAIL;
        return standing == Standing.OTHERS && ContactWords.isNothing(kind, cell)
                ? Standing.OPEN
                : standing;
    }

    private static Standing byForm(ImportField field, String cell) {
        return switch (field) {
            case MAIL -> mail(cell);
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

    /** Of a sentence with an address in it nobody made a cell of addresses. */
    private static Standing mail(String cell) {
        boolean names = cell.indexOf('<') >= 0;
        boolean addresses =
                MailAddress.normalised(cell).isPresent()
                        || cell.indexOf('@') > 0
                                && CsvCells.values(cell).stream()
                                        .filter(each -> !names || each.indexOf('@') >= 0)
                                        .map(CsvCells::labelled)
                                        .allMatch(
                                                each ->
                                                        MailAddress.normalised(each.value())
                                                                .isPresent());
        if (addresses) {
            return Standing.OWN;
        }
        return cell.indexOf('@') > 0 && cell.indexOf(' ') < 0 ? Standing.OPEN : Standing.OTHERS;
    }

    private static Standing phone(String cell) {
        if (RoundedNumber.isIn(cell)) {
            return Standing.OWN;
        }
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
}
