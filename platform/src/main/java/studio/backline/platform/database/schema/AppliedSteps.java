package studio.backline.platform.database.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.database.SqlMigration;

/** The steps that have run in a schema, as its history says. */
public final class AppliedSteps {

    private static final SchemaFinding CHANGED = SchemaFinding.of("history.changed", Names.HISTORY);

    private static final String COLUMNS =
            "installed_rank integer not null"
                    + ", version character varying(50)"
                    + ", description character varying(200) not null"
                    + ", type character varying(20) not null"
                    + ", script character varying(1000) not null"
                    + ", checksum integer"
                    + ", installed_by character varying(100) not null"
                    + ", installed_on timestamp without time zone not null default now()"
                    + ", execution_time integer not null"
                    + ", success boolean not null";

    /** Whether the history is the table that Flyway makes, and nothing runs when it is touched. */
    private static final String PLAIN =
            """
            select c.relkind = 'r' and pg_get_userbyid(c.relowner) = current_user
                   and not c.relrowsecurity and not c.relforcerowsecurity
                   and not exists (select from pg_policy where polrelid = c.oid)
                   and not exists (select from pg_rewrite where ev_class = c.oid)
                   and not exists (select from pg_trigger where tgrelid = c.oid)
                   and not exists (select from pg_inherits where c.oid in (inhrelid, inhparent))
                   and not exists (select from pg_constraint
                                   where conrelid = c.oid and contype not in ('p', 'n'))
                   and not exists (select from pg_index where indrelid = c.oid
                                   and (indexprs is not null or indpred is not null))
                   and %1$s = (
                       select string_agg(
                                  concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
                                            case when a.attnotnull then 'not null' end,
                                            nullif(concat(a.attgenerated, a.attidentity), ''),
                                            'default ' || pg_get_expr(d.adbin, d.adrelid)),
                                  ', ' order by a.attnum)
                       from pg_attribute a
                       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
            from pg_class c where c.oid = to_regclass(%2$s)
            """;

    private AppliedSteps() {}

    /** Whether a step has run that is not among these. The connection is its owner's. */
    public static boolean isBeyond(Connection connection, String schema, List<SqlMigration> steps)
            throws SQLException {
        Set<MigrationVersion> known =
                steps.stream()
                        .map(step -> MigrationVersion.fromVersion(step.version()))
                        .collect(Collectors.toSet());
        return !known.containsAll(read(connection, schema));
    }

    /** The step that has run last by its number; none in a schema without history. */
    public static Optional<MigrationVersion> newest(Connection connection, String schema)
            throws SQLException {
        return read(connection, schema).stream().max(MigrationVersion::compareTo);
    }

    /** Refuses a history that is another table than Flyway's: what it holds would run as we do. */
    static Set<MigrationVersion> read(Connection connection, String schema) throws SQLException {
        Set<MigrationVersion> applied = new HashSet<>();
        String history = Names.quoted(schema) + "." + Names.quoted(Names.HISTORY);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet plain =
                    statement.executeQuery(
                            PLAIN.formatted(Names.literal(COLUMNS), Names.literal(history)))) {
                if (!plain.next()) {
                    return applied;
                }
                if (!plain.getBoolean(1)) {
                    throw new SchemaRefusedException(schema, List.of(CHANGED), null);
                }
            }
            try (ResultSet rows =
                    statement.executeQuery(
                            "select version from %s where success and version is not null and type <> 'BASELINE'"
                                    .formatted(history))) {
                while (rows.next()) {
                    applied.add(MigrationVersion.fromVersion(rows.getString(1)));
                }
            }
        }
        return applied;
    }
}
