package studio.backline.platform.bulk;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes rows of CSV on, as COPY writes them, so that no spreadsheet calculates: a cell that begins
 * with = + - @, wide ones of East Asian scripts included, a tab or a line break gets an apostrophe
 * in front (OWASP, CSV injection), and so does one that begins with apostrophes before such a sign,
 * that a reader may take one off again. A spreadsheet whose lists have semicolons or tabs cuts
 * cells where those stand, or where a line breaks: so each such sign behind one of them gets an
 * apostrophe too, spaces and quotation marks in between or not. Cells without text lose their
 * quotation marks. On bytes of UTF-8.
 */
final class NeutralCsv {

    private static final int FLUSH_AT = 64 * 1024;

    private final OutputStream out;
    private byte[] buffer = new byte[FLUSH_AT * 2];
    private int length;

    NeutralCsv(OutputStream out) {
        this.out = out;
    }

    /** One row with its line end. */
    void write(byte[] row) throws IOException {
        // At most an apostrophe for each place where a cell begins, and a sign ends what is before.
        if (length + 2 * row.length > buffer.length) {
            flush();
            if (2 * row.length > buffer.length) {
                buffer = new byte[2 * row.length];
            }
        }
        int at = 0;
        while (at < row.length) {
            at = cell(row, at);
        }
        if (length >= FLUSH_AT) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    /** Takes the cell that begins here, and what ends it; returns where the next one begins. */
    private int cell(byte[] row, int start) {
        boolean quoted = row[start] == '"';
        if (quoted && row[start + 1] == '"' && row[start + 2] != '"') {
            return copy(row, start + 2, start + 3);
        }
        int text = quoted ? start + 1 : start;
        if (quoted) {
            buffer[length++] = '"';
        }
        if (isFormula(row, text)) {
            buffer[length++] = '\'';
        }
        int from = text;
        int at = text;
        while (true) {
            at = quoted ? quotedStop(row, at) : plainStop(row, at);
            if (quoted ? row[at] == '"' : row[at] != ';' && row[at] != '\t') {
                int end = quoted ? at + 1 : at;
                return copy(row, from, Math.min(end + 1, row.length));
            }
            at = pastBlanks(row, at + 1, quoted);
            if (isSign(row, pastApostrophes(row, at))) {
                from = copy(row, from, at);
                buffer[length++] = '\'';
            }
        }
    }

    private int copy(byte[] row, int from, int to) {
        System.arraycopy(row, from, buffer, length, to - from);
        length += to - from;
        return to;
    }

    /** At what ends the cell, or where another program's would end. */
    private static int plainStop(byte[] row, int from) {
        int at = from;
        while (true) {
            switch (row[at]) {
                case ',', ';', '\t', '\n' -> {
                    return at;
                }
                default -> at++;
            }
        }
    }

    /** The same between quotation marks: two in a row stand for one in the text. */
    private static int quotedStop(byte[] row, int from) {
        int at = from;
        while (true) {
            switch (row[at]) {
                case ';', '\t', '\r', '\n' -> {
                    return at;
                }
                case '"' -> {
                    if (row[at + 1] != '"') {
                        return at;
                    }
                    at += 2;
                }
                default -> at++;
            }
        }
    }

    private static int pastBlanks(byte[] row, int from, boolean quoted) {
        int at = from;
        while (row[at] == ' ' || quoted && row[at] == '"' && row[at + 1] == '"') {
            at += row[at] == ' ' ? 1 : 2;
        }
        return at;
    }

    private static int pastApostrophes(byte[] row, int from) {
        int at = from;
        while (row[at] == '\'') {
            at++;
        }
        return at;
    }

    private static boolean isFormula(byte[] row, int text) {
        int at = pastApostrophes(row, text);
        return switch (row[at]) {
            case '\t', '\r' -> true;
            // In quotation marks only; elsewhere it ends the row.
            case '\n' -> at < row.length - 1;
            default -> isSign(row, at);
        };
    }

    private static boolean isSign(byte[] row, int at) {
        return switch (row[at]) {
            case '=', '+', '-', '@' -> true;
            case (byte) 0xef -> row[at + 1] == (byte) 0xbc && isWide(row[at + 2]);
            default -> false;
        };
    }

    /** The last byte of ＝ ＋ － ＠, whose first two are those of all wide signs. */
    private static boolean isWide(byte last) {
        return switch (last) {
            case (byte) 0x9d, (byte) 0x8b, (byte) 0x8d, (byte) 0xa0 -> true;
            default -> false;
        };
    }
}
