package studio.backline.bench.people;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.contract.text.Folding;
import studio.backline.testkit.flat.FlatHost;

/**
 * Workspaces full of people, the same at each run: made by SQL, their indexes afterwards. A crowd
 * that a workbench has kept is found again.
 *
 * @param owner of the workspace that is asked
 * @param people how many are in it; as many are in each of the others
 */
record CrowdedHouse(FlatHost house, Caller owner, long people) {

    private static final List<String> GIVEN =
            List.of(
                    "Anna",
                    "Zoë",
                    "Clara",
                    "Łukasz",
                    "Emil",
                    "Fatima",
                    "Gün",
                    "Hana",
                    "Ivo",
                    "Jörg",
                    "Renée",
                    "Søren",
                    "Małgorzata",
                    "José",
                    "Đorđe",
                    "Oisín");
    private static final List<String> SYLLABLES =
            List.of(
                    "ba", "ve", "ři", "lo", "mu", "kra", "stei", "no", "wi", "dvo", "sza", "ber",
                    "gö", "lin", "pe", "ra", "to", "kas", "ørd", "mey", "xi", "hu", "fé", "čuk",
                    "do", "jan", "sen", "ta", "qua", "zim", "oll", "ych");

    /** Fifty people in turn came at the same time, as from a file; some were changed since. */
    private static final String PEOPLE =
            """
            insert into p_crm.person (workspace_id, id, given, family, display_name, name_key,
                search_text, city, created_at, changed_at)
            select (array[%1$s]::uuid[])[1 + n %% %9$d],
                ('0199a000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                g, initcap(f), g || ' ' || initcap(f), ff || ' ' || gf,
                ' ' || gf || ' ' || ff || ' ' || ff || n || ' example org', 'Łódź',
                timestamptz '2024-01-01 00:00Z' + (n / 250) * interval '20 minutes',
                timestamptz '2024-01-01 00:00Z' + (n / 250) * interval '20 minutes'
                    + case when h %% 10 = 0 then h %% 100000 * interval '1 minute'
                        else interval '0' end
            from (select n, hashint4(n) & 2147483647 as h from generate_series(0, %2$d - 1) n) a,
                lateral (select 1 + h %% %3$d as x, 1 + h / 31 %% %4$d as p,
                    1 + h / 997 %% %4$d as q, 1 + h / 31013 %% %4$d as r) b,
                lateral (select (%5$s)[x] as g, (%6$s)[x] as gf,
                    (%7$s)[p] || (%7$s)[q] || (%7$s)[r] as f,
                    (%8$s)[p] || (%8$s)[q] || (%8$s)[r] as ff) c
            """;

    private static final String MAILS =
            """
            insert into p_crm.contact_point
                (workspace_id, person_id, id, kind, value, normalised, address_key)
            select workspace_id, id, id, 'mail', mail, mail,
                substring(sha256(mail::bytea) from 1 for 8)::bigint from (
                select workspace_id, id,
                    replace(split_part(search_text, ' ', 4), ' ', '') || '@example.org' as mail
                from p_crm.person) m
            """;
    private static final String ROLES =
            "insert into p_crm.person_role (workspace_id, person_id, role)"
                    + " select workspace_id, id, 'fan' from p_crm.person";

    /** Everybody agreed once; one address in fifty bounced since. */
    private static final List<String> CONSENTS =
            List.of(
                    """
                    insert into backline.consent_state
                        (workspace_id, subject_id, channel, state, since, source)
                    select workspace_id, id, 'EMAIL', 'GRANTED', created_at, 'The guest book'
                    from p_crm.person
                    """,
                    """
                    insert into backline.suppression
                        (workspace_id, channel, address_hash, state, since, source)
                    select workspace_id, 'EMAIL', sha256(value::bytea), 'BOUNCED', now(), 'Letter'
                    from p_crm.contact_point where address_key % 50 = 0
                    on conflict do nothing
                    """);

    static CrowdedHouse fill(FlatHost house, int people, int workspaces) throws SQLException {
        try (Connection connection = house.database().open();
                Statement statement = connection.createStatement()) {
            String crowd =
                    "%d people who agreed in %d workspaces, one is ".formatted(people, workspaces);
            Optional<String> kept = kept(statement);
            if (kept.isPresent()) {
                return again(house, kept.get(), crowd, people / workspaces);
            }
            List<Caller> owners = Stream.generate(house::newWorkspace).limit(workspaces).toList();
            statement.execute("set session_replication_role = replica");
            statement.execute("set maintenance_work_mem = '512MB'");
            List<String> indexes = dropIndexes(statement);
            statement.execute(people(owners, people));
            statement.execute(MAILS);
            statement.execute(ROLES);
            for (String consent : CONSENTS) {
                statement.execute(consent);
            }
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute(
                    "vacuum (analyze) p_crm.person, p_crm.contact_point, p_crm.person_role,"
                            + " backline.consent_state, backline.suppression");
            // Last, so that a crowd that was cut off is not taken for a whole one.
            statement.execute(
                    "comment on table p_crm.person is '%s%s'"
                            .formatted(crowd, owners.getFirst().workspace()));
            statement.execute("checkpoint");
            return new CrowdedHouse(house, owners.getFirst(), people / workspaces);
        }
    }

    private static Optional<String> kept(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "select obj_description('p_crm.person'::regclass, 'pg_class'),"
                                + " exists (select 1 from p_crm.person)")) {
            row.next();
            Optional<String> told = Optional.ofNullable(row.getString(1));
            return told.isEmpty() && row.getBoolean(2) ? Optional.of("a part of one") : told;
        }
    }

    private static CrowdedHouse again(FlatHost house, String kept, String wanted, long people) {
        if (!kept.startsWith(wanted)) {
            throw new IllegalStateException(
                    "The kept folder holds another crowd (%s): delete it.".formatted(kept));
        }
        WorkspaceId workspace = WorkspaceId.of(kept.substring(wanted.length()));
        Caller owner = new Caller(workspace, Optional.of(AccountId.next()), Role.OWNER);
        return new CrowdedHouse(house, owner, people);
    }

    private static String people(List<Caller> owners, int people) {
        String workspaces =
                owners.stream()
                        .map(owner -> "'" + owner.workspace() + "'")
                        .collect(Collectors.joining(","));
        return PEOPLE.formatted(
                workspaces,
                people,
                GIVEN.size(),
                SYLLABLES.size(),
                array(GIVEN),
                array(GIVEN.stream().map(Folding::fold).toList()),
                array(SYLLABLES),
                array(SYLLABLES.stream().map(Folding::fold).toList()),
                owners.size());
    }

    private static String array(List<String> texts) {
        return Arrays.toString(texts.stream().map(text -> "'" + text + "'").toArray())
                .transform(list -> "array" + list);
    }

    /** All but the keys; gives what makes them anew. */
    private static List<String> dropIndexes(Statement statement) throws SQLException {
        List<String> definitions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        """
                        select i.indexname, i.indexdef from pg_indexes i
                        where i.schemaname = 'p_crm'
                          and i.tablename in ('person', 'contact_point', 'person_role')
                          and not exists (select 1 from pg_constraint c
                              where c.conindid = format('p_crm.%I', i.indexname)::regclass)
                        """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
                definitions.add(rows.getString(2));
            }
        }
        for (String name : names) {
            statement.execute("drop index p_crm." + name);
        }
        return definitions;
    }
}
