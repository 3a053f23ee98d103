package studio.backline.bench.people;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.testkit.TestDatabase;

/**
 * What PostgreSQL alone needs for the same people: one COPY of rows that are ready, then INSERT …
 * SELECT into copies of the very same tables, indexes and constraints, without policies.
 */
final class ImportFloor {

    private static final Map<String, String> TABLES = new LinkedHashMap<>();
    private static final String READY =
            """
            select p.id, p.title, p.given, p.family, p.stage_name, p.sort_form, p.salutation,
                p.language, p.city, p.country, p.display_name, p.name_key, p.search_text,
                p.external_id, p.import_batch, p.created_at, p.changed_at,
                m.id as mail_id, m.label as mail_label, m.value as mail, m.normalised as mail_key,
                f.id as phone_id, f.label as phone_label, f.value as phone,
                f.normalised as phone_key,
                array(select role from p_crm.person_role r where r.workspace_id = p.workspace_id
                    and r.person_id = p.id) as roles,
                array(select tag_id from p_crm.person_tag t where t.workspace_id = p.workspace_id
                    and t.person_id = p.id) as tags,
                s.kind, s.registered_by, e.event, e.basis, e.source, e.occurred_at, e.recorded_by,
                h.address_hash
            from p_crm.person p
            left join p_crm.contact_point m on m.workspace_id = p.workspace_id
                and m.person_id = p.id and m.kind = 'mail'
            left join p_crm.contact_point f on f.workspace_id = p.workspace_id
                and f.person_id = p.id and f.kind = 'phone'
            join backline.subject s on s.workspace_id = p.workspace_id and s.id = p.id
            left join backline.consent_entry e on e.workspace_id = p.workspace_id
                and e.subject_id = p.id
            left join lateral (select sha256(p.id::text::bytea) as address_hash
                where e.event <> 'GRANTED') h on true
            where p.workspace_id = '%s' order by p.id
            """;
    private static final List<String> INSERTS =
            List.of(
                    """
                    insert into floor.subject (workspace_id, id, kind, registered_by)
                    select '%1$s', id, kind, registered_by from ready
                    """,
                    """
                    insert into floor.person (workspace_id, id, title, given, family, stage_name,
                        sort_form, salutation, language, city, country, display_name, name_key,
                        search_text, external_id, import_batch, created_at, changed_at)
                    select '%1$s', id, title, given, family, stage_name, sort_form, salutation,
                        language, city, country, display_name, name_key, search_text, external_id,
                        import_batch, created_at, changed_at from ready
                    """,
                    """
                    insert into floor.contact_point
                        (workspace_id, person_id, id, kind, label, value, normalised)
                    select '%1$s', r.id, c.* from ready r, lateral (values
                        (r.mail_id, 'mail', r.mail_label, r.mail, r.mail_key),
                        (r.phone_id, 'phone', r.phone_label, r.phone, r.phone_key)) c
                    where c.column1 is not null
                    """,
                    """
                    insert into floor.person_role (workspace_id, person_id, role)
                    select '%1$s', id, unnest(roles) from ready
                    """,
                    """
                    insert into floor.person_tag (workspace_id, person_id, tag_id)
                    select '%1$s', id, unnest(tags) from ready
                    """,
                    """
                    insert into floor.suppression
                        (workspace_id, channel, address_hash, state, since, source)
                    select '%1$s', 'EMAIL', address_hash, event, occurred_at, source from ready
                    where address_hash is not null
                    """,
                    """
                    insert into floor.consent_state
                        (workspace_id, subject_id, channel, state, since, source)
                    select '%1$s', id, 'EMAIL', event, occurred_at, source from ready
                    where event is not null
                    """,
                    """
                    insert into floor.consent_entry (workspace_id, subject_id, channel, event,
                        basis, source, occurred_at, recorded_by, address_hash)
                    select '%1$s', id, 'EMAIL', event, basis, source, occurred_at, recorded_by,
                        address_hash
                    from ready where event is not null
                    """);

    static {
        List.of("tag", "person", "contact_point", "person_role", "person_tag")
                .forEach(table -> TABLES.put(table, "p_crm"));
        List.of("subject", "consent_entry", "consent_state", "suppression")
                .forEach(table -> TABLES.put(table, "backline"));
    }

    private final TestDatabase database;
    private final WorkspaceId workspace;
    private final Path ready;

    private ImportFloor(TestDatabase database, WorkspaceId workspace, Path ready) {
        this.database = database;
        this.workspace = workspace;
        this.ready = ready;
    }

    /** Writes what the import has made of the list to a file, ready for COPY. */
    static ImportFloor of(TestDatabase database, WorkspaceId workspace, Path folder)
            throws SQLException, IOException {
        Path file = folder.resolve("ready.copy");
        try (Connection connection = database.open();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            copies(connection)
                    .copyOut("copy (%s) to stdout".formatted(READY.formatted(workspace)), out);
        }
        return new ImportFloor(database, workspace, file);
    }

    /** Seconds that it takes; the tables are gone afterwards. */
    double measure() throws SQLException, IOException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            List<String> made = makeTables(connection);
            statement.execute("checkpoint");
            long start = System.nanoTime();
            statement.execute(
                    "create temporary table ready as %s with no data"
                            .formatted(READY.formatted(workspace)));
            try (InputStream in = new BufferedInputStream(Files.newInputStream(ready))) {
                copies(connection).copyIn("copy ready from stdin", in);
            }
            for (String insert : INSERTS) {
                statement.execute(insert.formatted(workspace));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            requireTheSame(statement, made);
            statement.execute("drop schema floor cascade");
            return seconds;
        }
    }

    private List<String> makeTables(Connection connection) throws SQLException {
        List<String> made = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema floor");
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                String from = table.getValue() + "." + table.getKey();
                String to = "floor." + table.getKey();
                statement.execute("create table %s (like %s including all)".formatted(to, from));
                for (String key : foreignKeys(connection, from)) {
                    statement.execute("alter table %s add %s".formatted(to, key));
                }
                made.add(table.getKey());
            }
            statement.execute("insert into floor.tag select * from p_crm.tag");
        }
        return made;
    }

    private static List<String> foreignKeys(Connection connection, String table)
            throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select pg_get_constraintdef(oid) from pg_constraint where"
                                        + " contype = 'f' and conrelid = '%s'::regclass"
                                                .formatted(table))) {
            while (rows.next()) {
                keys.add(rows.getString(1).replace("p_crm.", "floor."));
            }
        }
        return keys;
    }

    private void requireTheSame(Statement statement, List<String> tables) throws SQLException {
        for (String table : tables) {
            long ours = count(statement, TABLES.get(table) + "." + table);
            long theirs = count(statement, "floor." + table);
            if (ours != theirs) {
                throw new IllegalStateException(
                        "The floor has %d rows of %s, the import %d."
                                .formatted(theirs, table, ours));
            }
        }
    }

    private long count(Statement statement, String table) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "select count(*) from %s where workspace_id = '%s'"
                                .formatted(table, workspace))) {
            row.next();
            return row.getLong(1);
        }
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
