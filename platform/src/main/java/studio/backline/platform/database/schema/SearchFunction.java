package studio.backline.platform.database.schema;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import studio.backline.platform.database.SearchDeclaration;

/**
 * The search function of a table: a definer function of the search role, since under row security
 * the operators that search needs find no index. It reads the caller's workspace itself.
 */
record SearchFunction(SchemaTarget target, SearchDeclaration search, Relation table) {

    static final String ARGUMENTS =
            "words text[], sort text, after text, after_id uuid, backward boolean, max_rows integer";

    private static final int MAX_NAME = 63;
    private static final int SAMPLE = 200;

    private static final String BODY =
            """

            declare
                workspace uuid;
                pattern   text;
                plan      text;
                wanted    integer := least(greatest(coalesce(max_rows, 50), 0), 10000);
            begin
                -- Not by its function, which is planned anew where another search_path used it last.
                -- Words too short for trigrams are looked for where words begin.
                select c.workspace, case when char_length(words[1]) < 3 then '%% ' else '%%' end
                        || replace(replace(replace(words[1], '\\', '\\\\'), '%%', '\\%%'), '_', '\\_') || '%%'
                    into workspace, pattern
                    from backline_api.caller c;
                if workspace is null then
                    return;
                end if;
                -- The first page of one word is asked for most. What is always the same is read once for each
                -- connection; and each expression of this language is set up anew in each transaction, so
                -- that they are few up to here.
                if after is null and words[1] <> '' and cardinality(words) = 1 then
                    if backward then
                        case coalesce(sort, %1$s)
            %7$s
                            else null;
                        end case;
                    else
                        case coalesce(sort, %1$s)
            %6$s
                            else null;
                        end case;
                    end if;
                    -- The planner would walk, or there is no such order.
                end if;
                declare
                    word      text;
                    patterns  text[] := '{}';
                    alone     boolean;
                    found     uuid[];
                    walks     boolean := case when plan is not null then true end;
                    matching  text := '';
                    sorting   text;
                    cast_type text;
                    back      boolean := coalesce(backward, false);
                    anchor    text := '';
                    sequence  text;
                    nobody    uuid := '00000000-0000-0000-0000-000000000000';
                begin
                    case coalesce(sort, %1$s)
            %2$s
                        else raise exception 'No such order: %%', sort using errcode = '22023';
                    end case;
                    foreach word in array coalesce(words, '{}') loop
                        if word <> '' then
                            patterns := patterns || (case when char_length(word) < 3 then '%% ' else '%%' end
                                || replace(replace(replace(word, '\\', '\\\\'), '%%', '\\%%'), '_', '\\_') || '%%');
                        end if;
                    end loop;
                    if cardinality(patterns) = 0 then
                        return;
                    end if;
                    alone := cardinality(patterns) = 1;
                    -- The longest first.
                    patterns := array(select w from unnest(patterns) w order by char_length(w) desc, w);
                    -- One condition per word, each with the word as a constant: only so the index serves.
                    for i in 1 .. least(cardinality(patterns), 10) loop
                        matching := matching || format(' and t.%3$I like $2[%%s]', i);
                    end loop;
                    if cardinality(patterns) > 10 then
                        matching := matching || ' and t.%3$I like all ($2[11:])';
                    end if;
                    if after is not null then
                        anchor := format(' and (t.%%I, t.id) %%s ($3::%%s, $4)', sorting,
                            case when back then '<' else '>' end, cast_type);
                    end if;
                    sequence := format(' order by t.%%I %%s, t.id %%s', sorting,
                        case when back then 'desc' else 'asc' end,
                        case when back then 'desc' else 'asc' end);
                    if walks is null then
                        execute format('explain (format json, costs off) select t.id from %4$s t'
                                || ' where t.workspace_id = $1%%s%%s%%s limit $5',
                                matching, anchor, sequence)
                            into plan
                            using workspace, patterns, after, coalesce(after_id, nobody), wanted;
                        walks := plan not like '%%"Sort"%%';
                    end if;
                    if walks or not alone then
                        -- Words that are each frequent may hardly meet or always do, and those that
                        -- hold one may all stand at the end; the planner knows none of it. It is looked
                        -- near by in the order, further where the planner would walk to the end, and
                        -- if that is not enough, by the index alone.
                        perform set_config('enable_bitmapscan', 'off', true);
                        execute format('select array(select t.id from (select t.* from %4$s t'
                                || ' where t.workspace_id = $1%%s%%s limit $6) t'
                                || ' where true%%s%%s limit $5)',
                                anchor, sequence, matching, sequence)
                            into found
                            using workspace, patterns, after, coalesce(after_id, nobody), wanted,
                                greatest(wanted * 10, case when walks then 16000 else 2500 end);
                        if cardinality(found) >= wanted then
                            return query select unnest(found);
                            return;
                        end if;
                        perform set_config('enable_bitmapscan', 'on', true);
                    end if;
                    -- Until the function ends, which resets it: no walk, but the words in their index.
                    perform set_config('enable_indexscan', 'off', true);
                    if alone then
                        -- A statement that is always the same is planned once for each connection.
                        case (sorting || case when back then ' back' else '' end)
            %5$s
                        end case;
                        return;
                    end if;
                    return query execute format('with hits as materialized (select t.id, t.%%I from %4$s t'
                            || ' where t.workspace_id = $1%%s%%s)'
                            || ' select t.id from hits t%%s limit $5',
                        sorting, matching, anchor, sequence)
                        using workspace, patterns, after, coalesce(after_id, nobody), wanted;
                end;
            end
            """;

    private static final String HITS =
            """
                    when %1$s then
                        return query with hits as materialized (select t.id, t.%2$s as key from %3$s t
                                where t.workspace_id = workspace and t.%4$s like patterns[1])
                            select h.id from hits h
                            where after is null or (h.key, h.id) %6$s (after::%7$s, after_id)
                            order by h.key %5$s, h.id %5$s limit wanted;
            """;

    // A command that gives rows stands by itself only in a loop.
    private static final String FIRST_PAGE =
            """
                            when %1$s then
                                for plan in explain (format json, costs off)
                                    select t.id from %3$s t
                                    where t.workspace_id = workspace and t.%4$s like pattern
                                    order by t.%2$s %5$s, t.id %5$s limit wanted loop
                                end loop;
                                if plan like '%%"Sort"%%' then
                                    -- Until the function ends, which resets it: no walk, but the words in their index.
                                    perform set_config('enable_indexscan', 'off', true);
                                    return query select t.id from %3$s t
                                        where t.workspace_id = workspace and t.%4$s like pattern
                                        order by t.%2$s %5$s, t.id %5$s limit wanted;
                                    return;
                                end if;
            """;

    String name() {
        return "search_" + search.table();
    }

    /** The body, which the lint compares with the catalogue's. */
    String body() {
        String orders =
                search.sort().stream()
                        .map(
                                column ->
                                        "        when %s then sorting := %s; cast_type := %s;"
                                                .formatted(
                                                        Names.literal(column),
                                                        Names.literal(column),
                                                        Names.literal(type(column))))
                        .collect(Collectors.joining("\n"));
        String name = target.qualified(search.table());
        return BODY.replace("%1$s", Names.literal(search.sort().getFirst()))
                .replace("%2$s", orders)
                .replace("%3$I", Names.quoted(search.column()).replace("'", "''"))
                .replace("%4$s", name.replace("'", "''").replace("%", "%%"))
                .replace("%5$s", eachWay(HITS))
                .replace("%6$s", oneWay(FIRST_PAGE, false))
                .replace("%7$s", oneWay(FIRST_PAGE, true))
                .replace("%%", "%");
    }

    /** A branch for each order and direction. */
    private String eachWay(String branch) {
        return search.sort().stream()
                .map(
                        column ->
                                branch(branch, column, column, false)
                                        + branch(branch, column + " back", column, true))
                .collect(Collectors.joining())
                .stripTrailing();
    }

    /** A branch for each order. */
    private String oneWay(String branch, boolean back) {
        return search.sort().stream()
                .map(column -> branch(branch, column, column, back))
                .collect(Collectors.joining())
                .stripTrailing();
    }

    private String branch(String branch, String name, String column, boolean back) {
        return branch.formatted(
                Names.literal(name),
                Names.quoted(column),
                target.qualified(search.table()),
                Names.quoted(search.column()),
                back ? "desc" : "asc",
                back ? "<" : ">",
                type(column));
    }

    /**
     * For the search role, which must be allowed to create in the schema for the moment. A table is
     * never read whole: it holds what every workspace has.
     */
    String create() {
        return """
        create or replace function %s(%s) returns table (id uuid)
            language plpgsql volatile parallel unsafe security definer
            set search_path = pg_catalog, %s, pg_temp
            set enable_seqscan = off
            set enable_indexscan = on
            set enable_bitmapscan = on
            set plan_cache_mode = force_generic_plan
        as %s
        """
                .formatted(
                        target.qualified(name()),
                        ARGUMENTS,
                        Names.EXTENSIONS,
                        Names.literal(body()));
    }

    String indexName() {
        String name = search.table() + "_" + search.column() + "_words";
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_NAME) {
            return name;
        }
        CRC32 rest = new CRC32();
        rest.update(bytes);
        return "words_%08x".formatted(rest.getValue());
    }

    /** For the owner. */
    String createIndex() {
        return "create index if not exists %s on %s using gin (workspace_id, %s %s.gin_trgm_ops)"
                .formatted(
                        Names.quoted(indexName()),
                        target.qualified(search.table()),
                        Names.quoted(search.column()),
                        Names.EXTENSIONS);
    }

    /**
     * For the owner. The planner takes a word's frequency from a sample of the column; of a hundred
     * values each would stand for one row in a hundred. More mislead it less, but are all read for
     * each search.
     */
    String sampleFinely() {
        return "alter table %s alter column %s set statistics %d"
                .formatted(target.qualified(search.table()), Names.quoted(search.column()), SAMPLE);
    }

    private String type(String column) {
        return table.column(column).map(Relation.Column::type).orElse("text");
    }
}
