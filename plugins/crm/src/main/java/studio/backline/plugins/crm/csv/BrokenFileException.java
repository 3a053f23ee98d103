package studio.backline.plugins.crm.csv;

import java.util.Locale;

/** The file is not CSV that can be read; nothing was changed. Text: {@link #key()}. */
public final class BrokenFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final long line;

    public BrokenFileException(Fault fault, long line) {
        super("%s in line %d".formatted(fault, line));
        this.fault = fault;
        this.line = line;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    /** In which line of the file, from 1; 0 for the file as a whole. {0} of the message. */
    public long line() {
        return line;
    }

    /** {@code crm.import.broken.<fault>}. */
    public String key() {
        return "crm.import.broken." + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What can be wrong with a file. */
    public enum Fault {
        /** Nothing in it. */
        EMPTY,
        /** A packed file, a spreadsheet (xlsx, ods) included. */
        PACKED,
        /** Contact cards (vCard, RFC 6350). */
        CARDS,
        /** A web page, or XML. */
        MARKUP,
        /** JSON (RFC 8259). */
        OBJECTS,
        /** Not text. */
        BINARY,
        /** A quote opens in line {0} and never closes, or text follows a closing one. */
        QUOTES,
        /** A cell or a row in line {0} is longer than any a person could have meant. */
        TOO_LONG,
        /** More columns than 200. */
        TOO_WIDE,
        /** More rows than 5,000,000. */
        TOO_MANY_ROWS,
        /** One column only, and nothing in it that separates. */
        NO_COLUMNS
    }
}
