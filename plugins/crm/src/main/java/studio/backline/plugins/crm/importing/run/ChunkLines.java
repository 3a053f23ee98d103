package studio.backline.plugins.crm.importing.run;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.bulk.StagingTable;
import studio.backline.contract.bulk.StagingTable.Column;
import studio.backline.contract.bulk.StagingTable.Type;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.importing.ImportSample.Outcome;
import studio.backline.plugins.crm.importing.rows.Chunk;
import studio.backline.plugins.crm.importing.rows.ParsedRow;

/** Keeps the rows that cannot be taken, new people without permission, and a few samples. */
public class ChunkLines {

    private static final StagingTable LINES =
            new StagingTable(
                    "staged_line",
                    List.of(
                            new Column("line", Type.BIGINT),
                            new Column("outcome", Type.TEXT),
                            new Column("display", Type.TEXT),
                            new Column("reason", Type.TEXT),
                            new Column("detail", Type.TEXT),
                            new Column("cells", Type.TEXT_ARRAY),
                            new Column("changes", Type.TEXT_ARRAY)));

    private static final int SAMPLES = ChunkDifferences.PEOPLE;
    private static final int SHOWN = 200;

    private final EntityManager entities;
    private final BulkLoad load;

    public ChunkLines(EntityManager entities, BulkLoad load) {
        this.entities = entities;
        this.load = load;
    }

    /**
     * Keeps those of a chunk.
     *
     * @param first whether samples are to be taken
     * @param differences what would change of some, by line: field, before, after, field and so on
     */
    public void keep(
            UUID batch,
            Chunk chunk,
            ImportTarget.Outcomes outcomes,
            boolean first,
            Map<Long, String[]> differences) {
        List<@Nullable Object[]> lines = new ArrayList<>();
        for (Chunk.Left left : chunk.left()) {
            lines.add(
                    left.row() instanceof ParsedRow.Faulty faulty
                            ? line(faulty, Outcome.FAULTY, faulty.reason(), faulty.detail())
                            : repetition(left.row(), left.repeats()));
        }
        int[] samples = new int[Outcome.values().length];
        for (ParsedRow row : chunk.taken()) {
            Long repeats = outcomes.repeated().get(row.line());
            UUID namesake = outcomes.namesakes().get(row.line());
            if (repeats != null) {
                lines.add(repetition(row, repeats));
            } else if (namesake != null) {
                lines.add(sample(row, Outcome.NAMESAKE, namesake.toString(), null));
            } else if (first) {
                Outcome outcome = outcome(row.line(), outcomes.matched(), outcomes.changed());
                if (samples[outcome.ordinal()]++ < SAMPLES) {
                    lines.add(sample(row, outcome, "", differences.get(row.line())));
                }
            }
        }
        if (!lines.isEmpty()) {
            save(batch, lines);
        }
    }

    private void save(UUID batch, List<@Nullable Object[]> lines) {
        load.copy(LINES, lines.iterator());
        entities.createNativeQuery(
                        """
                        insert into import_line
                            (batch_id, line, outcome, display, reason, detail, cells, changes)
                        select :batch, line, outcome, display, reason, detail, cells, changes
                        from staged_line on conflict do nothing
                        """)
                .setParameter("batch", batch)
                .executeUpdate();
    }

    private static Outcome outcome(long line, Map<Long, UUID> matched, Set<Long> changed) {
        if (!matched.containsKey(line)) {
            return Outcome.CREATED;
        }
        return changed.contains(line) ? Outcome.CHANGED : Outcome.UNCHANGED;
    }

    private static @Nullable Object[] repetition(ParsedRow row, long first) {
        return line(row, Outcome.DUPLICATE, "duplicate", String.valueOf(first));
    }

    private static @Nullable Object[] line(
            ParsedRow row, Outcome outcome, String reason, String detail) {
        String[] cells =
                row.cells().stream()
                        .map(cell -> cell.replace("\0", "\ufffd"))
                        .toArray(String[]::new);
        return new @Nullable Object[] {
            row.line(), outcome.name(), shown(row), reason, detail, cells, null
        };
    }

    private static @Nullable Object[] sample(
            ParsedRow row, Outcome outcome, String detail, String @Nullable [] differences) {
        return new @Nullable Object[] {
            row.line(), outcome.name(), shown(row), "", detail, null, differences
        };
    }

    private static String shown(ParsedRow row) {
        String text = row.display();
        String start = PlainText.start(text, SHOWN - 1);
        String shown = start.length() < text.length() ? start + "…" : text;
        return shown.replace('\0', '\ufffd');
    }
}
