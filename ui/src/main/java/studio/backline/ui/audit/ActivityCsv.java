package studio.backline.ui.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.audit.AuditEntry;
import studio.backline.platform.audit.AuditFilter;
import studio.backline.platform.bulk.Bulk;
import studio.backline.ui.text.HostTexts;

/** The entries that a filter lets through as CSV (RFC 4180), a page at a time. */
record ActivityCsv(HostTexts texts, ActivityRoom room, AuditChain chain) {

    long write(AuditFilter filter, OutputStream out) throws IOException {
        row(out, List.of("number", "time", "act", "what", "facts", "origin"));
        long rows = 0;
        OptionalLong before = OptionalLong.empty();
        while (true) {
            List<AuditEntry> page = room.page(chain, filter, before);
            ActivityWords words = ActivityWords.of(texts, room, page);
            for (AuditEntry entry : page) {
                row(
                        out,
                        List.of(
                                String.valueOf(entry.number()),
                                entry.at().toString(),
                                entry.act(),
                                words.sentence(entry),
                                words.facts(entry),
                                words.where(entry)));
            }
            rows += page.size();
            if (page.size() < ActivityRoom.PAGE) {
                return rows;
            }
            before = OptionalLong.of(page.getLast().number());
        }
    }

    private static void row(OutputStream out, List<String> cells) throws IOException {
        String row =
                cells.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",", "", "\r\n"));
        out.write(Bulk.neutral(row.getBytes(StandardCharsets.UTF_8)));
    }
}
