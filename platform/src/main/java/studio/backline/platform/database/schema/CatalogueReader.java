package studio.backline.platform.database.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SchemaRefusedException;

/** Reads {@code pg_catalog}. Any role may. */
final class CatalogueReader {

    private static final String RELATIONS =
            """
            select c.oid, n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner) as owner,
                   c.relispartition, c.relrowsecurity, c.relforcerowsecurity,
                   c.relpersistence = 'u' as unlogged,
                   coalesce(c.reloptions, '{}') as options
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
            order by c.relname
            """;

    private static final String COLUMNS =
            """
            select a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull,
                   coalesce(pg_get_expr(d.adbin, d.adrelid), '') as initial
            from pg_attribute a
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    private static final String KEYS =
            """
            select i.relname as name,
                   case when x.indisprimary then 'p' when x.indisunique then 'u' else 'i' end as kind,
                   array(select coalesce(a.attname, '') from unnest(x.indkey) with ordinality k (n, o)
                         left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.n
                         where k.o <= x.indnkeyatts order by k.o)::text[] as columns,
                   '' as target, '' as to_table, '{}'::text[] as referenced
            from pg_index x join pg_class i on i.oid = x.indexrelid
            where x.indrelid = ?
            union all
            select f.conname, 'f',
                   array(select a.attname from unnest(f.conkey) with ordinality k (n, o)
                         join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.n
                         order by k.o)::text[],
                   n.nspname, t.relname,
                   array(select a.attname from unnest(f.confkey) with ordinality k (n, o)
                         join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.n
                         order by k.o)::text[]
            from pg_constraint f
            join pg_class t on t.oid = f.confrelid join pg_namespace n on n.oid = t.relnamespace
            where f.conrelid = ? and f.contype = 'f'
            """;

    private static final String POLICIES =
            """
            select policyname, permissive = 'PERMISSIVE' as permissive, roles::text[] as roles, cmd,
                   coalesce(qual, '') as using, coalesce(with_check, '') as checked
            from pg_policies where schemaname = ? and tablename = ?
            """;

    /** A right that its holder may hand on is another one. */
    private static final String GRANTED =
            """
            case when g.grantee = 0 then 'PUBLIC' else pg_get_userbyid(g.grantee)::text end as role,
            g.privilege_type || case when g.is_grantable then ' WITH GRANT OPTION' else '' end
            """
                    .strip();

    private static final String GRANTS =
            """
            select %1$s as granted
            from pg_class c, aclexplode(c.relacl) g where c.oid = ? and g.grantee <> c.relowner
            union all
            select %1$s || ' of ' || a.attname
            from pg_attribute a join pg_class c on c.oid = a.attrelid, aclexplode(a.attacl) g
            where a.attrelid = ? and g.grantee <> c.relowner
            """
                    .formatted(GRANTED);

    /** What PostgreSQL lets everybody do with a type is left out. */
    private static final String RIGHTS =
            """
            select format('schema "%%s"', n.nspname) as place, %1$s as granted
            from pg_namespace n, aclexplode(n.nspacl) g
            where n.nspname = any (?) and g.grantee <> n.nspowner
            union all
            select format('type "%%s"."%%s"', n.nspname, t.typname), %1$s
            from pg_type t join pg_namespace n on n.oid = t.typnamespace, aclexplode(t.typacl) g
            where n.nspname = any (?) and g.grantee not in (0, t.typowner)
            union all
            select format(case c.relkind when 'S' then 'sequence' else 'table' end || ' "%%s"."%%s"',
                          n.nspname, c.relname),
                   %1$s
            from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
            where n.nspname = any (?) and c.relkind in ('v', 'S') and g.grantee <> c.relowner
            """
                    .formatted(GRANTED);

    private static final String ROUTINES =
            """
            select n.nspname, p.proname, pg_get_function_identity_arguments(p.oid) as arguments,
                   pg_get_userbyid(p.proowner) as owner, p.prosecdef, p.prosrc,
                   coalesce(p.proconfig, '{}') as settings,
                   array(select case when g.grantee = 0 then 'PUBLIC' else pg_get_userbyid(g.grantee)::text end
                                      || case when g.is_grantable then ' WITH GRANT OPTION' else '' end
                         from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
                         where g.grantee <> p.proowner)::text[] as executors
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = any (?) order by p.proname
            """;

    /**
     * Functions in checks and defaults that look at more than what they are given, but for those of
     * time, chance and the caller; the history is compared with the house's own. The system's own,
     * for which nobody needs a right, run queries: {@code query_to_xml} and its like.
     */
    private static final String CALLS =
            """
            select e.relation, e.kind, e.name, f.proname
            from (select c.relname as relation, 'check' as kind, k.conname as name,
                         k.conbin::text as tree, c.relnamespace as place
                  from pg_constraint k join pg_class c on c.oid = k.conrelid
                  where k.contype = 'c' and c.relname <> 'schema_history'
                  union all
                  select c.relname, 'default', a.attname, d.adbin::text, c.relnamespace
                  from pg_attrdef d join pg_class c on c.oid = d.adrelid
                  join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
                  where c.relname <> 'schema_history'
                  union all
                  select t.typname, 'check', k.conname, k.conbin::text, t.typnamespace
                  from pg_constraint k join pg_type t on t.oid = k.contypid where k.contype = 'c'
                  union all
                  select t.typname, 'default', t.typname, t.typdefaultbin::text, t.typnamespace
                  from pg_type t where t.typdefaultbin is not null) e
            join pg_namespace n on n.oid = e.place,
            regexp_matches(e.tree, ':(?:func|opfunc)id (\\d+)', 'g') m
            join pg_proc f on f.oid = m[1]::oid
            where n.nspname = any (?) and f.provolatile <> 'i' and not (
                f.pronamespace = 'pg_catalog'::regnamespace
                and f.proname ~ '^(now|random|nextval|gen_random_uuid|uuidv[47]|(transaction|statement|clock)_timestamp|extract|to_char|concat(_ws)?|date.*|timestamp.*)$'
                or f.pronamespace = to_regnamespace('backline_api')
                and f.proname in ('current_workspace', 'current_account'))
            """;

    private static final String ATTACHMENTS =
            """
            select c.relname as relation, 'rule' as kind, r.rulename as name, '' as called
            from pg_rewrite r join pg_class c on c.oid = r.ev_class
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and not (c.relkind = 'v' and r.rulename = '_RETURN')
            union all
            select c.relname, 'trigger', t.tgname, ''
            from pg_trigger t join pg_class c on c.oid = t.tgrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and not t.tgisinternal
            union all
            select coalesce(n.nspname, 'all schemas'), 'default privilege',
                   pg_get_userbyid(d.defaclrole), ''
            from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace
            where n.nspname = any (?)
               or d.defaclnamespace = 0 and pg_get_userbyid(d.defaclrole) = ?
            union all
            select c.relname, 'inheritance', p.relname, ''
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            join pg_class p on p.oid = i.inhparent join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (?) and c.relkind in ('r', 'p', 'f') and not c.relispartition
            union all
            %s
            order by 1, 2, 3, 4
            """
                    .formatted(CALLS);

    private static final String SCHEMA =
            """
            select pg_get_userbyid(nspowner) as owner, coalesce(obj_description(oid, 'pg_namespace'), '') as comment
            from pg_namespace where nspname = ?
            """;

    private final JdbcClient jdbc;

    CatalogueReader(Connection connection) {
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    Catalogue read(SchemaTarget target) {
        String[] schemas =
                target.isCore()
                        ? new String[] {Names.CORE, Names.API}
                        : new String[] {target.schema()};
        RowMapper<Catalogue> mapper =
                (row, n) ->
                        new Catalogue(
                                row.getString("owner"),
                                row.getString("comment"),
                                jdbc.sql(RELATIONS)
                                        .param(schemas)
                                        .query((r, m) -> relation(r))
                                        .list(),
                                jdbc.sql(ROUTINES)
                                        .param(schemas)
                                        .query((r, m) -> routine(r))
                                        .list(),
                                attachments(schemas, target.owner()),
                                set(
                                        jdbc.sql(RIGHTS)
                                                .params(schemas, schemas, schemas)
                                                .query((r, m) -> right(r))
                                                .list()));
        return jdbc.sql(SCHEMA)
                .param(target.schema())
                .query(mapper)
                .optional()
                .orElseThrow(
                        () ->
                                new SchemaRefusedException(
                                        target.schema(),
                                        List.of(SchemaFinding.of("schema.gone")),
                                        null));
    }

    private List<Catalogue.Attachment> attachments(String[] schemas, String owner) {
        return jdbc.sql(ATTACHMENTS)
                .params(schemas, schemas, schemas, owner, schemas, schemas)
                .query((row, n) -> attachment(row))
                .list();
    }

    private Relation relation(ResultSet row) throws SQLException {
        long oid = row.getLong("oid");
        String schema = row.getString("nspname");
        String name = row.getString("relname");
        return new Relation(
                schema,
                name,
                row.getString("relkind").charAt(0),
                row.getString("owner"),
                row.getBoolean("relispartition"),
                row.getBoolean("relrowsecurity"),
                row.getBoolean("relforcerowsecurity"),
                row.getBoolean("unlogged"),
                texts(row, "options"),
                jdbc.sql(COLUMNS).param(oid).query((r, n) -> column(r)).list(),
                jdbc.sql(KEYS).params(oid, oid).query((r, n) -> key(r)).list(),
                set(jdbc.sql(POLICIES).params(schema, name).query((r, n) -> policy(r)).list()),
                set(jdbc.sql(GRANTS).params(oid, oid).query((r, n) -> grant(r)).list()));
    }

    private static Relation.Column column(ResultSet row) throws SQLException {
        return new Relation.Column(
                row.getString("attname"),
                row.getString("type"),
                row.getBoolean("attnotnull"),
                row.getString("initial"));
    }

    private static Relation.Key key(ResultSet row) throws SQLException {
        return new Relation.Key(
                row.getString("name"),
                row.getString("kind").charAt(0),
                texts(row, "columns"),
                row.getString("target"),
                row.getString("to_table"),
                texts(row, "referenced"));
    }

    private static Relation.Policy policy(ResultSet row) throws SQLException {
        return new Relation.Policy(
                row.getString("policyname"),
                row.getBoolean("permissive"),
                set(texts(row, "roles")),
                row.getString("cmd"),
                row.getString("using"),
                row.getString("checked"));
    }

    private static Relation.Grant grant(ResultSet row) throws SQLException {
        return new Relation.Grant(row.getString("role"), row.getString("granted"));
    }

    private static Catalogue.Right right(ResultSet row) throws SQLException {
        return new Catalogue.Right(row.getString("place"), grant(row));
    }

    private static Catalogue.Attachment attachment(ResultSet row) throws SQLException {
        return new Catalogue.Attachment(
                row.getString("relation"),
                row.getString("kind"),
                row.getString("name"),
                row.getString("called"));
    }

    private static Routine routine(ResultSet row) throws SQLException {
        return new Routine(
                row.getString("nspname"),
                row.getString("proname"),
                row.getString("arguments"),
                row.getString("owner"),
                row.getBoolean("prosecdef"),
                row.getString("prosrc"),
                texts(row, "settings"),
                set(texts(row, "executors")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        String[] array = (String[]) row.getArray(column).getArray();
        return Arrays.stream(array).collect(Collectors.toList());
    }

    private static <T> Set<T> set(List<T> list) {
        return new HashSet<>(list);
    }
}
