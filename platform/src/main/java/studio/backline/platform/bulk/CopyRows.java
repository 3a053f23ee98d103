package studio.backline.platform.bulk;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import studio.backline.contract.bulk.StagingTable;

/** Writes rows in the text format of COPY: tabs between values, backslash escapes, \N for null. */
final class CopyRows {

    private static final int FLUSH_AT = 64 * 1024;

    private final StagingTable table;
    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(FLUSH_AT + 4096);

    CopyRows(StagingTable table, CopyIn copy) {
        this.table = table;
        this.copy = copy;
    }

    void write(@Nullable Object[] row) throws SQLException {
        List<StagingTable.Column> columns = table.columns();
        if (row.length != columns.size()) {
            throw new IllegalArgumentException(
                    "A row for %s has %d values, not %d."
                            .formatted(table.name(), row.length, columns.size()));
        }
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                buffer.append('\t');
            }
            append(row[i]);
        }
        buffer.append('\n');
        if (buffer.length() >= FLUSH_AT) {
            flush();
        }
    }

    void flush() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }

    private void append(@Nullable Object value) {
        switch (value) {
            case null -> buffer.append("\\N");
            case String text -> escape(text);
            case byte[] bytes -> buffer.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            case String[] texts -> escape(array(texts));
            case UUID id -> buffer.append(id);
            case Long number -> buffer.append(number.longValue());
            default -> escape(value.toString());
        }
    }

    private static String array(@Nullable String[] texts) {
        if (texts.length == 0) {
            return "{}";
        }
        StringBuilder array = new StringBuilder("{");
        for (String text : texts) {
            if (array.length() > 1) {
                array.append(',');
            }
            if (text == null) {
                array.append("NULL");
            } else {
                array.append('"')
                        .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return array.append('}').toString();
    }

    // What needs no escape, and hardly any text needs one, goes over in one piece.
    private void escape(String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
                buffer.append(text, from, i).append('\\');
                buffer.append(c == '\\' ? c : c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
                from = i + 1;
            }
        }
        buffer.append(text, from, text.length());
    }
}
