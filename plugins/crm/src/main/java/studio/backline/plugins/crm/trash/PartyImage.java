package studio.backline.plugins.crm.trash;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.plugins.crm.party.PartyTables;

/**
 * A person or an organisation with all that hangs on it as one JSON value, written and read back by
 * PostgreSQL alone.
 */
final class PartyImage {

    static final String NOTE = "note";

    private static final List<String> PARTS = List.of("{contact}", "{role}", "{tag}");

    private PartyImage() {}

    /**
     * The image of {@code p}, a row of it.
     *
     * @param more what hangs on it besides contacts, roles and tags
     */
    static String of(PartyTables tables, List<String> more) {
        return tables.in(
                Stream.concat(PARTS.stream(), more.stream())
                        .map(PartyImage::rows)
                        .collect(
                                Collectors.joining(
                                        ", ", "jsonb_build_object('{party}', to_jsonb(p), ", ")")));
    }

    private static String rows(String table) {
        return """
               '%1$s', coalesce((select jsonb_agg(to_jsonb(x)) from %1$s x
                   where x.{owner} = p.id), '[]')"""
                .formatted(table);
    }

    /**
     * Puts back what hangs on it; what those point to and is gone meanwhile is left out. Each takes
     * the source of the images as {@code %s}: from … where ….
     */
    static List<String> restoreParts(PartyTables tables, List<String> more) {
        return Stream.concat(PARTS.stream(), more.stream())
                .map(PartyImage::restore)
                .map(tables::in)
                .toList();
    }

    /** Puts it back itself; nothing happens where something else has its place. */
    static String restore(PartyTables tables) {
        return tables.in(
                """
                insert into {party}
                select (jsonb_populate_record(cast(null as {party}), image -> '{party}')).*
                from {deleted} where id = :party
                on conflict do nothing
                """);
    }

    private static String restore(String table) {
        return """
               insert into %1$s
               select part.* from (select image -> '%1$s' as rows %%s) images,
                   lateral jsonb_populate_recordset(cast(null as %1$s), images.rows) part %2$s"""
                .formatted(table, whatIsThere(table));
    }

    private static String whatIsThere(String table) {
        return switch (table) {
            case "{tag}" -> "where exists (select 1 from tag t where t.id = part.tag_id)";
            case "affiliation" ->
                    "where exists (select 1 from organisation o where o.id = part.organisation_id)";
            default -> "";
        };
    }
}
