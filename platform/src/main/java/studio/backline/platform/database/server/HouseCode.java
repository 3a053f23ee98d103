package studio.backline.platform.database.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.schema.Names;

/**
 * The code that lies in the core's schemas, compared with what its migrations make; and what lies
 * where nothing of the house does. Policies ask that code who calls, and it runs with the rights of
 * its owner, who sees all rows.
 */
public final class HouseCode {

    /** A line for each function and view; see {@link #record}. */
    public static final String RECORD = "META-INF/backline/core-code.tsv";

    /** Names mean the system's, and what is printed names all others with their schemas. */
    private static final String PLAIN_NAMES = "set search_path = ''";

    /**
     * Each function is what stands in its columns, which every PostgreSQL keeps alike. Of a view,
     * and of a body that was parsed when it was made, there is only what this one prints.
     */
    private static final String CODE =
            """
            select kind, name, id, coalesce(printed, '') as printed,
                   encode(sha256(convert_to(coalesce(attributes, ''), 'UTF8')), 'hex') as sum
            from (
            select 'function' as kind,
                   format('%%I.%%I(%%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) as name,
                   p.oid::bigint as id,
                   array[p.prokind::text, l.lanname::text, p.prosecdef::text, p.proleakproof::text,
                         p.proisstrict::text, p.proretset::text, p.provolatile::text,
                         p.proparallel::text, replace(p.prosrc, E'\\r\\n', E'\\n'), p.probin,
                         p.proconfig::text, p.proargnames::text, p.proargmodes::text,
                         array(select format_type(t, null)
                               from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
                                    with ordinality a (t, o) order by o)::text,
                         format_type(p.prorettype, null), pg_get_expr(p.proargdefaults, 0)
                   ]::text as attributes,
                   case when p.prosqlbody is not null then pg_get_functiondef(p.oid) end as printed
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            join pg_language l on l.oid = p.prolang
            where n.nspname in ('%1$s', '%2$s')
            union all
            select 'view', format('%%I.%%I', n.nspname, c.relname), c.oid::bigint,
                   c.reloptions::text, pg_get_viewdef(c.oid)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('%1$s', '%2$s') and c.relkind = 'v') code
            """
                    .formatted(Names.CORE, Names.API);

    /**
     * In the schemas of the system, the core and plugins nothing is looked for here. Extensions
     * bring schemas and relations of their own.
     */
    private static final String STRANGERS =
            """
            with users (id) as (
                select oid from pg_roles where rolname in ('%1$s', '%2$s', '%3$s', '%4$s')
                union
                select m.member from pg_auth_members m
                where m.roleid = to_regrole('%2$s') and m.inherit_option
                union select 0),
            extensions as (select classid, objid from pg_depend where deptype = 'e')
            select distinct 'schema.open' as finding, quote_ident(n.nspname) as place,
                   case when g.grantee = 0 then 'PUBLIC'
                        else quote_ident(pg_get_userbyid(g.grantee)) end as role,
                   case n.nspname when '%5$s' then 'CREATE' else 'ALL' end as thing
            from pg_namespace n,
                 aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) g
            where g.grantee in (select id from users)
              and n.nspname not in ('information_schema', '%6$s', '%7$s')
              and not starts_with(n.nspname, 'pg_')
              and (n.nspname <> '%5$s' or g.privilege_type = 'CREATE')
              and not (starts_with(n.nspname, 'p_')
                       and to_regrole(quote_ident(n.nspname || '_owner')) is not null)
              and ('pg_namespace'::regclass, n.oid) not in (table extensions)
            union all
            select 'code.astray', quote_ident(n.nspname), '',
                   case c.relkind when 'v' then 'view' when 'm' then 'materialized view'
                        when 'f' then 'foreign table' when 'S' then 'sequence' else 'table' end
                   || format(' %%I.%%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('public', '%5$s') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
              and ('pg_class'::regclass, c.oid) not in (table extensions)
            union all
            select 'code.astray', quote_ident(n.nspname), '',
                   format('routine %%I.%%I(%%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes))
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname in ('public', '%5$s')
              and ('pg_proc'::regclass, p.oid) not in (table extensions)
            """
                    .formatted(
                            Names.PLATFORM,
                            Names.PLUGIN,
                            Names.BACKUP,
                            Names.SEARCH,
                            Names.EXTENSIONS,
                            Names.CORE,
                            Names.API);

    /** One of these is made a second time, under its own name, which its body may say. */
    private static final String FUNCTION_AGAIN =
            """
            select pg_get_function_sqlbody(again.oid) = pg_get_function_sqlbody(found.oid)
            from pg_proc found join pg_proc again on again.proname = found.proname
            where found.oid = cast(? as oid) and again.pronamespace = pg_my_temp_schema()
            """;

    private static final String VIEW_AGAIN =
            "select pg_get_viewdef('pg_temp.made_again'::regclass::oid) = pg_get_viewdef(cast(? as oid))";

    /**
     * A function or view.
     *
     * @param id its number in the catalogue; nothing on record
     * @param sum of what every PostgreSQL says of it alike
     * @param printed what the one at hand says of it, empty where there is nothing to print
     */
    private record Code(String kind, String name, long id, String sum, String printed) {

        static Code read(String line) {
            String[] parts = line.split("\t", -1);
            return new Code(parts[0], parts[1], 0, parts[2], parts[3].translateEscapes());
        }

        String line() {
            String escaped = printed.replace("\\", "\\\\").replace("\n", "\\n");
            return String.join("\t", kind, name, sum, escaped.replace("\t", "\\t"));
        }

        boolean isAlike(Code other) {
            return kind.equals(other.kind) && sum.equals(other.sum);
        }

        /** What DROP calls it, an aggregate or a procedure among them. */
        String dropped() {
            return kind.equals("view") ? "VIEW" : "ROUTINE";
        }

        String makeAgain() {
            return kind.equals("view")
                    ? "create temporary view made_again as " + printed
                    : printed.replaceFirst(
                            "^CREATE OR REPLACE (FUNCTION|PROCEDURE) [^.(]+\\.",
                            "CREATE $1 pg_temp.");
        }
    }

    private HouseCode() {}

    /**
     * What is found, with two queries where all is well.
     *
     * @param connection the admin's, in a transaction
     */
    public static List<SchemaFinding> look(Connection connection) throws SQLException {
        return look(connection, lines());
    }

    /** The same by another record than the one of this version. */
    public static List<SchemaFinding> look(Connection connection, Stream<String> record)
            throws SQLException {
        Map<String, Code> recorded =
                record.map(Code::read).collect(Collectors.toMap(Code::name, Function.identity()));
        List<SchemaFinding> findings = new ArrayList<>();
        for (Code found : code(connection).values()) {
            Code made = recorded.remove(found.name());
            if (made == null) {
                findings.add(
                        SchemaFinding.of(
                                "code.unknown", found.kind(), found.name(), found.dropped()));
            } else if (!isAsMade(connection, found, made)) {
                findings.add(SchemaFinding.of("code.changed", found.kind(), found.name()));
            }
        }
        recorded.values()
                .forEach(
                        gone ->
                                findings.add(
                                        SchemaFinding.of("code.gone", gone.kind(), gone.name())));
        findings.addAll(strangers(connection));
        findings.sort(Comparator.comparing(SchemaFinding::toString));
        return findings;
    }

    /**
     * What the record must say, line by line, of a database whose core's migrations have just run.
     *
     * @param connection the admin's
     */
    public static List<String> record(Connection connection) throws SQLException {
        return code(connection).values().stream().map(Code::line).toList();
    }

    private static Stream<String> lines() {
        try {
            ClassPathResource record =
                    new ClassPathResource(RECORD, HouseCode.class.getClassLoader());
            return record.getContentAsString(StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException("What the core's migrations make cannot be read.", e);
        }
    }

    private static Map<String, Code> code(Connection connection) throws SQLException {
        Map<String, Code> code = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(PLAIN_NAMES);
            try (ResultSet rows = statement.executeQuery(CODE)) {
                while (rows.next()) {
                    Code one = one(rows);
                    code.put(one.name(), one);
                }
            }
        }
        return code;
    }

    private static Code one(ResultSet row) throws SQLException {
        return new Code(
                row.getString("kind"),
                row.getString("name"),
                row.getLong("id"),
                row.getString("sum"),
                row.getString("printed"));
    }

    /** PostgreSQL prints differently from version to version: then it prints both. */
    private static boolean isAsMade(Connection connection, Code found, Code made)
            throws SQLException {
        if (!found.isAlike(made) || found.printed().isEmpty() != made.printed().isEmpty()) {
            return false;
        }
        return found.printed().equals(made.printed()) || isMadeAgain(connection, found, made);
    }

    private static boolean isMadeAgain(Connection connection, Code found, Code made)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        String both = found.kind().equals("view") ? VIEW_AGAIN : FUNCTION_AGAIN;
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local role " + Names.OWNER);
            statement.execute(made.makeAgain());
            try (PreparedStatement comparison = connection.prepareStatement(both)) {
                comparison.setLong(1, found.id());
                try (ResultSet same = comparison.executeQuery()) {
                    return same.next() && same.getBoolean(1);
                }
            }
        } catch (SQLException e) {
            // What it is made of is not there any more.
            return false;
        } finally {
            connection.rollback(before);
        }
    }

    private static List<SchemaFinding> strangers(Connection connection) throws SQLException {
        List<SchemaFinding> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STRANGERS)) {
            while (rows.next()) {
                findings.add(
                        SchemaFinding.of(
                                rows.getString("finding"),
                                rows.getString("place"),
                                rows.getString("thing"),
                                rows.getString("role")));
            }
        }
        return findings;
    }
}
