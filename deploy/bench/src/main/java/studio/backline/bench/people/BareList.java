package studio.backline.bench.people;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGStatement;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.contract.text.Folding;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.person.PeopleSort;

/**
 * The SQL of a page and nothing else: prepared, by a role that no policy binds, with the workspace
 * written into it. Like the product it reads the rows and, for these rows, mails, roles, tags, and
 * whether they may be written to.
 */
final class BareList implements AutoCloseable {

    private static final String PAGE =
            """
            select p.id, p.display_name, p.stage_name, p.city, p.created_at, p.changed_at, p.name_key
            from p_crm.person p where p.workspace_id = '%1$s' %2$s
            order by p.%3$s %4$s, p.id %4$s limit %5$d
            """;
    private static final String PARTS =
            """
            select k.person_id, 'contact', k.kind, k.value, cast(k.id as text), a.state
            from p_crm.contact_point k left join backline.suppression a
                on a.workspace_id = '%1$s' and a.channel = 'EMAIL' and a.address_key = k.address_key
            where k.workspace_id = '%1$s' and k.person_id = any(?) and k.kind in ('mail', 'phone')
            union all
            select person_id, 'role', role, '', '', null from p_crm.person_role
            where workspace_id = '%1$s' and person_id = any(?)
            union all
            select pt.person_id, 'tag', t.name, '', t.name_key, null from p_crm.person_tag pt
            join p_crm.tag t on t.workspace_id = pt.workspace_id and t.id = pt.tag_id
            where pt.workspace_id = '%1$s' and pt.person_id = any(?)
            union all
            select subject_id, 'standing', '', '', '', state from backline.consent_state
            where workspace_id = '%1$s' and subject_id = any(?) and channel = 'EMAIL'
            order by 2, 5
            """;

    private final Connection connection;
    private final WorkspaceId workspace;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private BareList(Connection connection, WorkspaceId workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /** For pages: each is planned once and for all, as PostgreSQL likes it best. */
    static BareList ofPages(CrowdedHouse crowd) throws SQLException {
        return of(crowd, "force_generic_plan");
    }

    /** For searches: each is planned for its words, as nobody knows them before. */
    static BareList ofSearches(CrowdedHouse crowd) throws SQLException {
        return of(crowd, "force_custom_plan");
    }

    private static BareList of(CrowdedHouse crowd, String plans) throws SQLException {
        Connection connection = crowd.house().database().open();
        connection.createStatement().execute("set plan_cache_mode = " + plans);
        return new BareList(connection, crowd.owner().workspace());
    }

    /** How many rows it read. */
    int page(PeopleSort sort, Optional<PartyAnchor> anchor, boolean backward, int limit)
            throws SQLException {
        boolean descending = isDescending(sort) != backward;
        String condition =
                anchor.isEmpty()
                        ? ""
                        : "and (p.%s, p.id) %s (cast(? as %s), ?)"
                                .formatted(
                                        column(sort),
                                        descending ? "<" : ">",
                                        sort == PeopleSort.NAME ? "text" : "timestamptz");
        PreparedStatement page = prepare(page(condition, sort, descending, limit + 1));
        if (anchor.isPresent()) {
            page.setString(1, anchor.get().key());
            page.setObject(2, anchor.get().id());
        }
        return read(page);
    }

    /**
     * How many rows it found, in a transaction: only row security and what comes with it is left
     * out.
     */
    int search(String words, PeopleSort sort, int limit) throws SQLException {
        connection.setAutoCommit(false);
        int found = found(words, sort, limit);
        connection.commit();
        connection.setAutoCommit(true);
        return found;
    }

    private int found(String words, PeopleSort sort, int limit) throws SQLException {
        List<String> folded = Folding.words(words);
        String condition = " and p.search_text like ?".repeat(folded.size());
        PreparedStatement search = prepare(page(condition, sort, isDescending(sort), limit + 1));
        for (int i = 0; i < folded.size(); i++) {
            search.setString(i + 1, "%" + folded.get(i) + "%");
        }
        return read(search);
    }

    /** The place before which so many rows are. */
    PartyAnchor at(PeopleSort sort, long offset) throws SQLException {
        String sql =
                "select p.%1$s, p.id from p_crm.person p where p.workspace_id = '%2$s' order by p.%1$s %3$s, p.id %3$s offset %4$d limit 1"
                        .formatted(
                                column(sort),
                                workspace,
                                isDescending(sort) ? "desc" : "asc",
                                offset);
        try (ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            String key =
                    sort == PeopleSort.NAME
                            ? row.getString(1)
                            : row.getTimestamp(1).toInstant().toString();
            return new PartyAnchor(key, row.getObject(2, UUID.class));
        }
    }

    private String page(String condition, PeopleSort sort, boolean descending, int limit) {
        return PAGE.formatted(
                workspace, condition, column(sort), descending ? "desc" : "asc", limit);
    }

    private int read(PreparedStatement page) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (ResultSet rows = page.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
                for (int i = 2; i <= 7; i++) {
                    rows.getString(i);
                }
            }
        }
        if (!ids.isEmpty()) {
            readParts(ids);
        }
        return ids.size();
    }

    private void readParts(List<UUID> ids) throws SQLException {
        PreparedStatement parts = prepare(PARTS.formatted(workspace));
        Array asked = connection.createArrayOf("uuid", ids.toArray());
        for (int i = 1; i <= 4; i++) {
            parts.setArray(i, asked);
        }
        try (ResultSet rows = parts.executeQuery()) {
            while (rows.next()) {
                rows.getString(4);
            }
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            known.unwrap(PGStatement.class).setPrepareThreshold(1);
            prepared.put(sql, known);
        }
        return known;
    }

    static boolean isDescending(PeopleSort sort) {
        return sort != PeopleSort.NAME;
    }

    private static String column(PeopleSort sort) {
        return switch (sort) {
            case NAME -> "name_key";
            case CREATED -> "created_at";
            case CHANGED -> "changed_at";
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
