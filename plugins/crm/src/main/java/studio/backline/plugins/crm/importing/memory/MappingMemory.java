package studio.backline.plugins.crm.importing.memory;

import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.ImportColumn;
import studio.backline.plugins.crm.importing.ImportField;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * What columns were said to hold, for files with the same ones: in another order too, and with more
 * beside them, as the file of rows that were left out has one. Inside the current transaction.
 */
public final class MappingMemory {

    /** The newest import of which all names are among those of a file, of most of them. */
    private static final String NAMESAKE =
            """
            select b.id, b.header_key, b.kind, count(*) as width from import_batch b
            join import_column c on c.batch_id = b.id
            where b.header_key <> '' and b.since is not null
                and b.kind = any(cast(:kinds as text[]))
            group by b.id, b.header_key, b.kind, b.created_at
            having bool_and(c.header = any(cast(:names as text[]))
                or lower(btrim(c.header)) = any(cast(:names as text[])))
                and (count(*) > 1 or :width = 1)
            order by count(*) desc, b.created_at desc limit 1
            """;

    private final EntityManager entities;

    public MappingMemory(EntityManager entities) {
        this.entities = entities;
    }

    /** What an earlier import of most of these names held; empty when there is none. */
    public Optional<PartyTables> kind(List<String> names) {
        List<?> kinds =
                entities.createNativeQuery(
                                "select f.kind from ("
                                        + NAMESAKE
                                        + ") f where f.width * 2 > :width")
                        .setParameter("kinds", kinds(List.of(PartyTables.values())))
                        .setParameter("names", SqlArrays.texts(spellings(names)))
                        .setParameter("width", names.size())
                        .getResultList();
        return kinds.stream().map(SqlValues::text).map(PartyTables::valueOf).findFirst();
    }

    private static String kinds(List<PartyTables> kinds) {
        return SqlArrays.texts(kinds.stream().map(Enum::name).toList());
    }

    /** The columns as in an earlier import of a file with these; empty when there is none. */
    public Optional<Remembered> of(PartyTables kind, List<ImportColumn> columns) {
        Map<String, Said> said =
                namesake(kind, columns.stream().map(ImportColumn::header).toList());
        if (said.isEmpty()) {
            return Optional.empty();
        }
        Set<ImportField> taken =
                said.values().stream()
                        .map(Said::field)
                        .collect(Collectors.toCollection(() -> EnumSet.of(ImportField.IGNORE)));
        List<ImportColumn> offered = new ArrayList<>();
        boolean whole = true;
        Occurrences seen = new Occurrences();
        for (ImportColumn column : columns) {
            Said before = said.get(seen.next(column.header()));
            if (before != null) {
                offered.add(before.of(column));
                continue;
            }
            whole = false;
            boolean free = column.field().repeats() || taken.add(column.field());
            offered.add(free ? column : new Said(ImportField.IGNORE, "").of(column));
        }
        return Optional.of(new Remembered(offered, whole));
    }

    /** Remembers what the columns of an import hold. */
    public void remember(UUID batch) {
        entities.createNativeQuery(
                        """
                        delete from import_mapping where header_key =
                            (select header_key from import_batch where id = :id)
                        """)
                .setParameter("id", batch)
                .executeUpdate();
        entities.createNativeQuery(
                        """
                        insert into import_mapping (header_key, position, field, label)
                        select b.header_key, c.position, c.field, c.label
                        from import_column c join import_batch b on b.id = c.batch_id
                        where c.batch_id = :id and b.header_key <> ''
                        """)
                .setParameter("id", batch)
                .executeUpdate();
    }

    /** Remembers that somebody has looked at what is left out and might say no. */
    public void lookedAt(UUID batch) {
        entities.createNativeQuery(
                        """
                        update import_mapping m set label = :seen
                        from import_batch b, import_strange_word w
                        where b.id = :id and w.batch_id = b.id and w.kind = 'LEFT_OUT'
                            and m.header_key = b.header_key and m.position = w.position
                            and m.field = 'IGNORE'
                        """)
                .setParameter("seen", ImportColumn.LOOKED_AT)
                .setParameter("id", batch)
                .executeUpdate();
    }

    /** By name what such an import of this kind says. */
    private Map<String, Said> namesake(PartyTables kind, List<String> names) {
        List<?> rows =
                entities.createNativeQuery(
                                "select c.header, m.field, m.label from ("
                                        + NAMESAKE
                                        + """
                                        ) f
                                        join import_column c on c.batch_id = f.id
                                        join import_mapping m
                                            on m.header_key = f.header_key
                                            and m.position = c.position
                                        order by c.position
                                        """)
                        .setParameter("kinds", kinds(List.of(kind)))
                        .setParameter("names", SqlArrays.texts(spellings(names)))
                        .setParameter("width", names.size())
                        .getResultList();
        Map<String, Said> said = new HashMap<>();
        Occurrences seen = new Occurrences();
        SqlValues.rows(rows)
                .forEach(
                        row ->
                                said.put(
                                        seen.next(text(row[0])),
                                        new Said(ImportField.valueOf(text(row[1])), text(row[2]))));
        return said;
    }

    // PostgreSQL does not know all blanks and all small letters that Java knows.
    private static Set<String> spellings(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of(name, name(name)))
                .collect(Collectors.toSet());
    }

    private static String name(String header) {
        return header.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Columns as they were said to be.
     *
     * @param whole whether all of them were
     */
    public record Remembered(List<ImportColumn> columns, boolean whole) {}

    /** Tells columns of one name apart by which of them it is. */
    private static final class Occurrences {

        private final Map<String, Integer> counts = new HashMap<>();

        String next(String header) {
            String name = name(header);
            return name + '\n' + counts.merge(name, 1, Integer::sum);
        }
    }

    private record Said(ImportField field, String label) {

        ImportColumn of(ImportColumn column) {
            // What the dates of this file say counts for more.
            return new ImportColumn(
                    column.header(),
                    column.samples(),
                    field,
                    column.isOrdered() ? column.label() : label);
        }
    }
}
