package studio.backline.plugins.crm.importing.run;

import static studio.backline.plugins.crm.SqlValues.number;
import static studio.backline.plugins.crm.SqlValues.text;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.backline.plugins.crm.PlainText;
import studio.backline.plugins.crm.SqlValues;
import studio.backline.plugins.crm.importing.rows.Chunk;
import studio.backline.plugins.crm.importing.rows.ParsedRow;
import studio.backline.plugins.crm.person.Affiliation;

/** What a chunk would change of a few people: field, before and after, for the dry run to show. */
class ChunkDifferences {

    /** The most people who are looked at. */
    static final int PEOPLE = 20;

    private static final int FIELDS = 12;
    private static final int LENGTH = 200;

    /** The same conditions as of {@link ChunkSql#CHANGED}, each with its values. */
    private static final String DIFFERENCES =
            """
            with r as (select * from staged_row where line = any (cast(:lines as bigint[])))
            select r.line, 1 as part, v.nth, v.field, v.before, v.after
            from r join person p on p.id = r.person_id, lateral (values
                (1, 'title', p.title, r.title), (2, 'given', p.given, r.given),
                (3, 'family', p.family, r.family), (4, 'stage', p.stage_name, r.stage_name),
                (5, 'sort-form', p.sort_form, r.sort_form),
                (6, 'salutation', p.salutation, r.salutation),
                (7, 'language', p.language, r.language), (8, 'city', p.city, r.city),
                (9, 'country', p.country, r.country),
                (10, 'external-id', '', case when p.external_id is null
                    and r.external_uuid is distinct from p.id then coalesce(r.external_id, '')
                    else '' end)) as v (nth, field, before, after)
            where v.after <> '' and v.after <> v.before
            union all
            select r.line, 2, row_number() over (order by c.id), c.kind, '', c.value
            from staged_contact c join r on r.line = c.line
            where
            """
                    + ChunkSql.UNREACHED
                    + """
            union all
            select r.line, 3, w.nth, 'roles', '', w.role
            from r, unnest(r.roles) with ordinality as w (role, nth)
            where not exists (
                select 1 from person_role x where x.person_id = r.person_id and x.role = w.role)
            union all
            select r.line, 4, w.nth, 'tags', '', ''
            from r, unnest(r.tags) with ordinality as w (tag, nth)
            where not exists (
                select 1 from person_tag x
                where x.person_id = r.person_id and x.tag_id = cast(w.tag as uuid))
            union all
            select r.line, 5, w.nth, 'organisation', '', ''
            from r, unnest(r.organisations, r.positions)
                with ordinality as w (organisation, position, nth)
            where\s"""
                    + ChunkSql.UNKNOWN
                    + " order by 1, 2, 3";

    private final EntityManager entities;

    ChunkDifferences(EntityManager entities) {
        this.entities = entities;
    }

    /** By line, each as field, before, after, field and so on. */
    Map<Long, String[]> of(Collection<Long> changed, Chunk chunk) {
        List<Long> lines = changed.stream().sorted().limit(PEOPLE).toList();
        if (lines.isEmpty()) {
            return Map.of();
        }
        Map<Long, ParsedRow.Known> rows =
                chunk.people().stream()
                        .filter(row -> lines.contains(row.line()))
                        .collect(Collectors.toMap(ParsedRow.Known::line, Function.identity()));
        List<?> found =
                entities.createNativeQuery(DIFFERENCES)
                        .setParameter("lines", ChunkReach.numbers(lines))
                        .getResultList();
        Map<Long, List<String>> parts = new HashMap<>();
        SqlValues.rows(found).forEach(row -> add(parts, row, rows));
        return parts.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().toArray(String[]::new)));
    }

    private static void add(
            Map<Long, List<String>> parts,
            @Nullable Object[] row,
            Map<Long, ParsedRow.Known> rows) {
        List<String> line = parts.computeIfAbsent(number(row[0]), none -> new ArrayList<>());
        ParsedRow.Known known = rows.get(number(row[0]));
        if (line.size() < 3 * FIELDS && known != null) {
            String field = text(row[3]);
            line.add(field);
            line.add(PlainText.start(text(row[4]), LENGTH));
            line.add(PlainText.start(after(field, row, known), LENGTH));
        }
    }

    /**
     * Names of tags and organisations that a dry run does not make are known from the row alone.
     */
    private static String after(String field, @Nullable Object[] row, ParsedRow.Known known) {
        int place = (int) number(row[2]) - 1;
        return switch (field) {
            case "tags" -> List.copyOf(known.details().tags()).get(place);
            case "organisation" -> placeOf(known.details().affiliations().get(place));
            default -> text(row[5]);
        };
    }

    private static String placeOf(Affiliation at) {
        return at.position().isEmpty()
                ? at.organisation()
                : "%s, %s".formatted(at.organisation(), at.position());
    }
}
