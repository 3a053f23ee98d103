package studio.backline.platform.database.dump;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the statements that make a plugin's schema again, from the catalogue alone: so that the
 * data of a plugin comes back that is off, or was removed while its data is kept. The connection
 * speaks as the schema's owner.
 */
final class SchemaScript {

    private static final String OF_SCHEMA = " where n.nspname = ? ";

    /** What no plugin's schema has had so far, and nobody knows how to make again. */
    private static final String UNKNOWN =
            """
            select 'type ' || t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
            left join pg_class c on c.oid = t.typrelid
            %1$s and (t.typtype in ('r', 'm') or t.typtype = 'c' and c.relkind = 'c')
            union all
            select 'relation ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            %1$s and c.relkind in ('m', 'f')
            union all
            select 'collation ' || o.collname from pg_collation o join pg_namespace n on n.oid = o.collnamespace
            %1$s
            union all
            select 'operator ' || o.oprname from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
            %1$s
            union all
            select 'text search configuration ' || o.cfgname from pg_ts_config o
            join pg_namespace n on n.oid = o.cfgnamespace %1$s
            """
                    .formatted(OF_SCHEMA);

    private static final String TYPES =
            """
            select format('create type %I.%I as enum (%s)', n.nspname, t.typname,
                       (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
                        from pg_enum e where e.enumtypid = t.oid))
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where n.nspname = ? and t.typtype = 'e'
            union all
            (select format('create domain %I.%I as %s%s%s%s', n.nspname, t.typname,
                       format_type(t.typbasetype, t.typtypmod),
                       coalesce(' default ' || t.typdefault, ''),
                       case when t.typnotnull then ' not null' else '' end,
                       (select string_agg(format(' constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), '')
                        from pg_constraint k where k.contypid = t.oid and k.contype = 'c'))
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where n.nspname = ? and t.typtype = 'd' order by t.oid)
            """;

    /** Those of identities come with their columns. */
    private static final String SEQUENCES =
            """
            select format('create sequence %I.%I as %s start %s increment %s minvalue %s maxvalue %s cache %s%s',
                       n.nspname, c.relname, format_type(s.seqtypid, null), s.seqstart, s.seqincrement,
                       s.seqmin, s.seqmax, s.seqcache, case when s.seqcycle then ' cycle' else '' end)
            from pg_sequence s join pg_class c on c.oid = s.seqrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ?
              and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                              and d.objid = c.oid and d.deptype = 'i')
            """;

    private static final String COLUMN =
            """
            format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attcollation <> 0 and a.attcollation <> t.typcollation
                     then format(' collate %I.%I', cn.nspname, co.collname) else '' end,
                case when a.attgenerated = 's'
                     then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
                     when a.attgenerated = 'v'
                     then format(' generated always as (%s) virtual', pg_get_expr(d.adbin, d.adrelid))
                     when a.attidentity <> ''
                     then format(' generated %s as identity (sequence name %s)',
                         case a.attidentity when 'a' then 'always' else 'by default' end,
                         pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname))
                     when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid)
                     else '' end,
                case when a.attnotnull then ' not null' else '' end)
            """;

    private static final String TABLES =
            """
            select case when c.relispartition
                then format('create table %I.%I partition of %s %s', n.nspname, c.relname,
                         (select i.inhparent::regclass from pg_inherits i where i.inhrelid = c.oid),
                         pg_get_expr(c.relpartbound, c.oid))
                else format('create %stable %I.%I (%s)', case c.relpersistence when 'u' then 'unlogged ' else '' end,
                         n.nspname, c.relname,
                         (select string_agg(<column>, ', ' order by a.attnum)
                          from pg_attribute a join pg_type t on t.oid = a.atttypid
                          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                          left join pg_collation co on co.oid = a.attcollation
                          left join pg_namespace cn on cn.oid = co.collnamespace
                          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) end
                || case c.relkind when 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end
                || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind in ('r', 'p')
            order by c.relispartition, c.oid
            """
                    .replace("<column>", COLUMN);

    /** Keys before what leads to them; what a partition has comes from its table. */
    private static final String KEYS =
            """
            select format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname,
                       pg_get_constraintdef(k.oid))
            from pg_constraint k join pg_namespace n on n.oid = k.connamespace
            where n.nspname = ? and k.contype in ('c', 'p', 'u', 'x', 'f') and k.conrelid <> 0
              and k.conparentid = 0 and k.conislocal
            order by k.contype = 'f', k.contype, k.oid
            """;

    static final String INDEXES =
            """
            select pg_get_indexdef(x.indexrelid)
            from pg_index x join pg_class i on i.oid = x.indexrelid
            join pg_namespace n on n.oid = i.relnamespace
            where n.nspname = ?
              and not exists (select from pg_constraint k where k.conindid = x.indexrelid
                              and k.contype in ('p', 'u', 'x'))
              and not exists (select from pg_inherits h where h.inhrelid = x.indexrelid)
            order by x.indexrelid
            """;

    private static final String STATISTICS =
            """
            select format('alter table %s alter column %I set statistics %s', c.oid::regclass, a.attname, a.attstattarget)
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind in ('r', 'p') and a.attnum > 0 and a.attstattarget >= 0
            union all
            select pg_get_statisticsobjdef(s.oid) from pg_statistic_ext s
            join pg_namespace n on n.oid = s.stxnamespace where n.nspname = ?
            """;

    private static final String OWNED_SEQUENCES =
            """
            select format('alter sequence %s owned by %s.%I', s.oid::regclass, d.refobjid::regclass, a.attname)
            from pg_class s join pg_namespace n on n.oid = s.relnamespace
            join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype = 'a'
                            and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0
            join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where n.nspname = ? and s.relkind = 'S'
            """;

    private static final String VIEWS =
            """
            select format('create view %s%s as %s', c.oid::regclass,
                       coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''),
                       pg_get_viewdef(c.oid))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind = 'v' order by c.oid
            """;

    private static final String SECURITY =
            """
            select format('alter table %s %s row level security', c.oid::regclass, w.word)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            cross join lateral (values ('enable', c.relrowsecurity), ('force', c.relforcerowsecurity)) w (word, said)
            where n.nspname = ? and c.relkind in ('r', 'p') and w.said
            union all
            select format('create policy %I on %I.%I as %s for %s to %s%s%s', p.policyname, p.schemaname, p.tablename,
                       p.permissive, p.cmd,
                       (select string_agg(case r when 'public' then r::text else quote_ident(r) end, ', ')
                        from unnest(p.roles) r),
                       coalesce(' using (' || p.qual || ')', ''),
                       coalesce(' with check (' || p.with_check || ')', ''))
            from pg_policies p where p.schemaname = ?
            """;

    private static final String COMMENTS =
            """
            select case when d.objsubid = 0
                then format('comment on %s %s is %L', case c.relkind when 'v' then 'view' when 'S' then 'sequence'
                         when 'i' then 'index' when 'I' then 'index' else 'table' end, c.oid::regclass, d.description)
                else format('comment on column %s.%I is %L', c.oid::regclass, a.attname, d.description) end
            from pg_description d join pg_class c on d.classoid = 'pg_class'::regclass and c.oid = d.objoid
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
            where n.nspname = ?
            union all
            select format('comment on schema %I is %L', n.nspname, obj_description(n.oid, 'pg_namespace'))
            from pg_namespace n where n.nspname = ? and obj_description(n.oid, 'pg_namespace') is not null
            """;

    private static final String RIGHTS =
            """
            with of_all as (
                select 'schema ' || quote_ident(n.nspname) as thing, n.nspacl as acl, n.nspowner as owner
                from pg_namespace n where n.nspname = ?
                union all
                select case c.relkind when 'S' then 'sequence ' else 'table ' end || c.oid::regclass, c.relacl, c.relowner
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relkind in ('r', 'p', 'v', 'S'))
            select format('grant %s on %s to %s%s', g.privilege_type, a.thing,
                       case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end,
                       case when g.is_grantable then ' with grant option' else '' end)
            from of_all a cross join lateral aclexplode(a.acl) g
            where a.acl is not null and g.grantee <> a.owner
            """;

    private static final String FUNCTIONS =
            """
            select pg_get_userbyid(p.proowner) as role, pg_get_functiondef(p.oid) as made, p.oid::regprocedure as name,
                   array(select format('grant execute on function %s to %s', p.oid::regprocedure,
                             case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end)
                         from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
                         where g.grantee <> p.proowner)::text[] as granted
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = ? and p.prokind in ('f', 'p') order by p.oid
            """;

    private final Sql sql;
    private final String schema;
    private final String owner;

    SchemaScript(Sql sql, String schema, String owner) {
        this.sql = sql;
        this.schema = schema;
        this.owner = owner;
    }

    /** Refuses what would be missing afterwards. */
    void requireKnown() throws SQLException {
        List<String> unknown = sql.texts(UNKNOWN, schema);
        if (!unknown.isEmpty()) {
            throw new DumpRefusedException(
                    "The schema '%s' holds what a backup cannot take: %s. Remove it, or the plugin."
                            .formatted(schema, String.join(", ", unknown)));
        }
    }

    List<DumpStep> before() throws SQLException {
        return steps(TYPES, SEQUENCES, TABLES);
    }

    List<DumpStep> after() throws SQLException {
        List<DumpStep> steps = new ArrayList<>(sequenceValues());
        steps.addAll(steps(KEYS, INDEXES, STATISTICS, OWNED_SEQUENCES, VIEWS));
        steps.addAll(functions());
        steps.addAll(steps(SECURITY, COMMENTS, RIGHTS));
        return steps;
    }

    private List<DumpStep> steps(String... queries) throws SQLException {
        List<DumpStep> steps = new ArrayList<>();
        for (String query : queries) {
            sql.texts(query, schema).forEach(made -> steps.add(new DumpStep(owner, made)));
        }
        return steps;
    }

    private List<DumpStep> sequenceValues() throws SQLException {
        List<DumpStep> steps = new ArrayList<>();
        String all =
                "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = ? and c.relkind = 'S'";
        for (String sequence : sql.texts(all, schema)) {
            String name = Sql.quoted(schema, sequence);
            String value =
                    "select format('select pg_catalog.setval(%%L, %%s, %%L)', '%s', last_value, is_called) from %s"
                            .formatted(name.replace("'", "''"), name);
            try (Statement statement = sql.connection().createStatement();
                    ResultSet row = statement.executeQuery(value)) {
                row.next();
                steps.add(new DumpStep(owner, row.getString(1)));
            }
        }
        return steps;
    }

    /** Their maker may create in the schema for that moment only. */
    private List<DumpStep> functions() throws SQLException {
        List<DumpStep> steps = new ArrayList<>();
        try (PreparedStatement statement = sql.connection().prepareStatement(FUNCTIONS)) {
            statement.setString(1, schema);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                String role = rows.getString("role");
                Stream<String> granted =
                        Arrays.stream((String[]) rows.getArray("granted").getArray());
                String name = "function " + rows.getString("name");
                Stream.concat(
                                Stream.of(
                                        rows.getString("made"),
                                        "revoke all on " + name + " from public"),
                                granted)
                        .forEach(made -> steps.add(new DumpStep(role, made)));
            }
        }
        if (!steps.isEmpty()) {
            String right = "create on schema " + Sql.quoted(schema);
            String search = Sql.quoted(DatabaseDump.SEARCH);
            steps.addFirst(new DumpStep(owner, "grant usage, " + right + " to " + search));
            steps.add(new DumpStep(owner, "revoke " + right + " from " + search));
        }
        return steps;
    }
}
