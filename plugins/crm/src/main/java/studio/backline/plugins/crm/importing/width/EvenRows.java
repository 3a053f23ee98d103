package studio.backline.plugins.crm.importing.width;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.csv.CsvRows;
import studio.backline.plugins.crm.importing.ImportPlan;

/**
 * The rows of a file, with the cells at their ends that a spreadsheet leaves out where they are
 * empty. A line break that nobody quoted makes short rows too, whose cells are not their own: those
 * stay as they are.
 */
public final class EvenRows {

    /** Excel leaves cells out of sixteen rows alike. */
    private static final int BLOCK = 16;

    /** As many rows beside each other that are as short are no rests of others. */
    private static final int ALIKE = 3;

    private final CsvRows csv;
    private final int width;
    private final CellPlaces places;
    private final Deque<CsvRow> ahead = new ArrayDeque<>();
    private int pieces;
    private int proven;
    private int provenBefore;
    private int leftOutBefore = BLOCK + 1;
    private boolean goesOn;

    /**
     * @param csv closed by whoever opened it; its header is read
     */
    public EvenRows(CsvRows csv, ImportPlan plan) {
        this.csv = csv;
        this.width = plan.columns().size();
        this.places = new CellPlaces(plan.columns());
    }

    /** The next row; empty at the end. */
    public Optional<CsvRow> next() throws IOException, BrokenFileException {
        Optional<CsvRow> next = ahead.isEmpty() ? csv.next() : Optional.of(ahead.remove());
        provenBefore++;
        leftOutBefore++;
        if (next.isEmpty()) {
            return next;
        }
        CsvRow row = next.get();
        boolean cut = isShort(row);
        boolean whole = !cut || isWhole(row);
        goesOn = !whole || places.endsInText(row);
        return Optional.of(cut && whole ? filled(row) : row);
    }

    private boolean isWhole(CsvRow row) throws IOException, BrokenFileException {
        if (pieces == 0) {
            pieces = pieces(row);
        }
        if (pieces > 0) {
            pieces--;
            return false;
        }
        int size = row.cells().size();
        return switch (places.of(row)) {
            case OTHERS -> false;
            case OPEN -> isProven(size);
            case OWN, FIRST -> {
                boolean own = !isBroken(row) && (!isDoubtful(row) || isInCompany(row));
                proven = own ? size : proven;
                provenBefore = own ? 0 : provenBefore;
                boolean evident = own && leavesOut(row, goesOn, peek(0));
                leftOutBefore = evident ? 0 : leftOutBefore;
                yield own;
            }
        };
    }

    /** How many rows from this one on make up a single one, broken; none where they do not. */
    private int pieces(CsvRow row) throws IOException, BrokenFileException {
        int joined = row.cells().size();
        for (int i = 0; i < BLOCK; i++) {
            CsvRow next = peek(i);
            boolean own = next != null && places.of(next).isOwn();
            if (next == null
                    || !isShort(next)
                    || own && (!places.mayGoOn(next, joined - 1) || isInCompany(row))) {
                return 0;
            }
            // Its last cell goes on in the first of the next.
            joined += next.cells().size() - 1;
            if (joined >= width) {
                return joined == width ? i + 2 : 0;
            }
        }
        return 0;
    }

    /**
     * Whether what is missing of a row may stand in the next one; of a cell that says no it must
     * not be overlooked. A single cell may be anything.
     */
    private boolean isBroken(CsvRow row) throws IOException, BrokenFileException {
        int size = row.cells().size();
        CsvRow next = peek(0);
        return next != null && isPiece(next, size) && places.lacksNo(row)
                || size == 1 && !isProven(1);
    }

    /** Whether a text may have broken off before an address: at the end of a row, or before it. */
    private boolean isDoubtful(CsvRow row) throws IOException, BrokenFileException {
        CsvRow next = peek(0);
        return places.of(row) == CellPlaces.Standing.FIRST && goesOn
                || next != null
                        && isShort(next)
                        && places.of(next) == CellPlaces.Standing.FIRST
                        && places.endsInText(row);
    }

    /** Whether rows nearby leave cells out beyond doubt, or those beside it are just as wide. */
    private boolean isInCompany(CsvRow row) throws IOException, BrokenFileException {
        int size = row.cells().size();
        if (leftOutBefore <= BLOCK || proven == size && provenBefore == 1) {
            return true;
        }
        int alike = places.of(row).isOwn() ? 1 : 0;
        boolean afterText = goesOn;
        CsvRow before = row;
        for (int i = 0; i < BLOCK; i++) {
            CsvRow next = peek(i);
            if (next == null) {
                return false;
            }
            boolean own = isShort(next) && places.of(next).isOwn();
            alike = own && alike == i + 1 && next.cells().size() == size ? alike + 1 : alike;
            // The lines of a text are one behind another.
            boolean rest = isShort(before) && places.of(before) != CellPlaces.Standing.OWN;
            afterText = afterText && rest || places.endsInText(before);
            if (alike == ALIKE || own && leavesOut(next, afterText, peek(i + 1))) {
                return true;
            }
            before = next;
        }
        return false;
    }

    /** Whether nothing of a row whose cells are its own may stand before or behind it. */
    private boolean leavesOut(CsvRow row, boolean afterText, @Nullable CsvRow next) {
        return !places.endsInText(row)
                && (!afterText || places.of(row) == CellPlaces.Standing.OWN)
                && (next == null || !isPiece(next, row.cells().size()));
    }

    /** Whether a row may be the rest of one before it, of some cells. */
    private boolean isPiece(CsvRow row, int before) {
        CellPlaces.Standing standing = places.of(row);
        boolean otherWidth = isShort(row) && row.cells().size() != before;
        return row.damaged()
                || row.cells().size() > width
                || standing == CellPlaces.Standing.OTHERS
                || otherWidth && !standing.isOwn();
    }

    /** Whether a row nearby is as wide, and its cells are its own. */
    private boolean isProven(int size) throws IOException, BrokenFileException {
        if (proven == size && provenBefore <= BLOCK) {
            return true;
        }
        for (int i = 0; i < BLOCK; i++) {
            CsvRow next = peek(i);
            if (next == null) {
                return false;
            }
            if (next.cells().size() == size && places.of(next).isOwn()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable CsvRow peek(int index) throws IOException, BrokenFileException {
        while (ahead.size() <= index) {
            Optional<CsvRow> row = csv.next();
            if (row.isEmpty()) {
                return null;
            }
            ahead.add(row.get());
        }
        Iterator<CsvRow> rows = ahead.iterator();
        for (int i = 0; i < index; i++) {
            rows.next();
        }
        return rows.next();
    }

    private boolean isShort(CsvRow row) {
        return row.cells().size() < width && !row.damaged();
    }

    private CsvRow filled(CsvRow row) {
        List<String> cells = new ArrayList<>(width);
        cells.addAll(row.cells());
        while (cells.size() < width) {
            cells.add("");
        }
        return new CsvRow(row.line(), cells);
    }
}
