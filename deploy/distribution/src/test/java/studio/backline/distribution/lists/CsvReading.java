package studio.backline.distribution.lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CSV (RFC 4180) strictly, by other means than the product does. */
public final class CsvReading {

    private final String text;
    private int at;

    private CsvReading(String text) {
        this.text = text;
    }

    /** Every row of a file by the names in its first one. */
    public static List<Map<String, String>> rows(Path file) {
        try {
            return rows(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every row by the names in the first one. */
    private static List<Map<String, String>> rows(String text) {
        CsvReading reading = new CsvReading(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<List<String>> lines = new ArrayList<>();
        while (reading.at < reading.text.length()) {
            lines.add(reading.line());
        }
        List<String> names = lines.getFirst();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), line.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> line() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length()) {
            if (text.charAt(at) != '\n') {
                throw new AssertionError("No end of the line at character " + at);
            }
            at++;
        }
        return cells;
    }

    private String cell() {
        if (at >= text.length() || text.charAt(at) != '"') {
            int start = at;
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }
        StringBuilder cell = new StringBuilder();
        at++;
        while (true) {
            char next = text.charAt(at++);
            if (next != '"') {
                cell.append(next);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                return cell.toString();
            }
        }
    }
}
