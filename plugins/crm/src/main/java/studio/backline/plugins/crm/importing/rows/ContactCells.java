package studio.backline.plugins.crm.importing.rows;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.RefusedInputException.Problem;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.RoundedNumber;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.importing.words.ContactWords;

/** Cells of ways to reach somebody: a comma may stand in one, or between two. */
final class ContactCells {

    private static final int FEWEST_DIGITS = 6;
    private static final Pattern EXTENSION =
            Pattern.compile("(?i)(ext|app|apt|dw|durchwahl|nst|poste|int|wew|kl)[^\\p{L}].*");

    private static final Pattern SCHEME = Pattern.compile("(?i)[a-z]+://.+|www\\..+");
    private static final Pattern HOST =
            Pattern.compile("(?i)([\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}(:\\d+)?([/?#].*)?( \\[.*])?");

    private ContactCells() {}

    /** What stands in a cell; none where it says that there is none. */
    static List<CsvCells.Labelled> values(ContactKind kind, String cell) {
        if (kind == ContactKind.PHONE && isRounded(cell)) {
            throw new RefusedInputException(kind.code(), Problem.ROUNDED, 0);
        }
        return kind == ContactKind.MAIL
                ? isNoMail(cell) ? List.of() : MailCells.addresses(cell)
                : labelled(kind, cell).filter(each -> !isNothing(kind, each)).toList();
    }

    /** What in a cell is not kept, since it says that there is nothing; mostly none. */
    static List<String> nothing(ContactKind kind, String cell) {
        if (cell.isBlank() || kind == ContactKind.MAIL && MailCells.mayHold(cell)) {
            return List.of();
        }
        List<CsvCells.Labelled> told =
                kind == ContactKind.MAIL ? values(kind, cell) : labelled(kind, cell).toList();
        return told.isEmpty()
                ? List.of(cell)
                : told.stream()
                        .filter(each -> isNothing(kind, each))
                        .map(CsvCells.Labelled::value)
                        .distinct()
                        .toList();
    }

    /** A label may look like one: it was never a number. */
    private static boolean isRounded(String cell) {
        return RoundedNumber.isIn(cell)
                && CsvCells.lines(cell).stream()
                        .map(CsvCells::labelled)
                        .anyMatch(each -> RoundedNumber.isIn(each.value()));
    }

    /** Whether there is no address for certain: that is no address that is wrong. */
    private static boolean isNoMail(String cell) {
        return !MailCells.mayHold(cell) && ContactWords.isNothing(ContactKind.MAIL, cell);
    }

    private static boolean isNothing(ContactKind kind, CsvCells.Labelled told) {
        return ContactWords.isNothing(kind, told.value());
    }

    private static Stream<CsvCells.Labelled> labelled(ContactKind kind, String cell) {
        List<String> values =
                switch (kind) {
                    case PHONE -> CsvCells.values(cell, (before, next) -> isNumber(next));
                    case WEB -> CsvCells.values(cell, ContactCells::isPage);
                    case HANDLE, MAIL -> CsvCells.values(cell);
                };
        return values.stream().map(CsvCells::labelled);
    }

    private static boolean isNumber(String next) {
        return next.codePoints().filter(Character::isDigit).count() >= FEWEST_DIGITS
                && !EXTENSION.matcher(next).matches();
    }

    /**
     * A name without http:// may be one behind another name; behind a path it is a part of that.
     */
    private static boolean isPage(String before, String next) {
        int scheme = before.indexOf("://");
        boolean path = before.indexOf('/', scheme < 0 ? 0 : scheme + 3) >= 0;
        return SCHEME.matcher(next).matches() || !path && HOST.matcher(next).matches();
    }
}
