package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.database.schema.Names;

/**
 * The roles of the house as the cluster has them. What one may beyond what the house gave it, by an
 * attribute or as a member of another, is found: no policy and no right on a table tells of it.
 */
public final class HouseRoles {

    private static final Set<String> CORE =
            Set.of(Names.OWNER, Names.PLATFORM, Names.BACKUP, Names.SEARCH, Names.PLUGIN);

    private static final String PLUGINS = "p_";
    private static final String LOGIN = "LOGIN";

    /** Attributes of each role, and each membership but those of the admin in the house's. */
    private static final String ROLES =
            """
            with house as (
                select r.* from pg_roles r
                where r.rolname = any (array['%s']) or starts_with(r.rolname, '%s')),
            admin as (select * from pg_roles where rolname = coalesce(?, current_user))
            select h.rolname as role, null as member, false as administrator, false as hands_on,
                   array_remove(array[case when h.rolsuper then 'SUPERUSER' end,
                       case when h.rolcreaterole then 'CREATEROLE' end,
                       case when h.rolcreatedb then 'CREATEDB' end,
                       case when h.rolreplication then 'REPLICATION' end,
                       case when h.rolbypassrls then 'BYPASSRLS' end,
                       case when h.rolcanlogin then '%s' end], null) as attributes
            from (table house union table admin) h
            union all
            select r.rolname, m.rolname, m.rolcreaterole or m.rolsuper, a.admin_option, '{}'
            from pg_auth_members a
            join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member
            where case when a.member in (select oid from admin)
                       then a.roleid not in (select oid from house)
                       else a.roleid in (select oid from house)
                           or a.roleid in (select oid from admin)
                           or a.member in (select oid from house) end
            """
                    .formatted(String.join("','", CORE), PLUGINS, LOGIN);

    /**
     * A role, or that another is its member.
     *
     * @param member empty where it is about the role itself
     * @param administrator whether the member may make roles
     * @param handsOn whether the member may make others members
     */
    private record Entry(
            String role,
            String member,
            boolean administrator,
            boolean handsOn,
            List<String> attributes) {}

    private final String admin;
    private final List<Entry> entries;

    private HouseRoles(String admin, List<Entry> entries) {
        this.admin = admin;
        this.entries = entries;
    }

    /**
     * Reads them, with one query.
     *
     * @param connection of the role that makes them
     */
    public static HouseRoles read(Connection connection) throws SQLException {
        return read(connection, null);
    }

    /** What is found of the role that makes the others, on a server of our own. */
    static List<SchemaFinding> ofAdmin(Connection superuser, String admin) throws SQLException {
        return read(superuser, admin).findings(Set.of(admin), admin);
    }

    private static HouseRoles read(Connection connection, @Nullable String admin)
            throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ROLES)) {
            statement.setString(1, admin);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
        }
        return new HouseRoles(Objects.requireNonNullElse(admin, ""), entries);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("role"),
                Objects.requireNonNullElse(row.getString("member"), ""),
                row.getBoolean("administrator"),
                row.getBoolean("hands_on"),
                Arrays.asList((String[]) row.getArray("attributes").getArray()));
    }

    /** What is found of the core's roles. */
    public List<SchemaFinding> core() {
        return findings(CORE, Names.PLATFORM);
    }

    /** What is found of a plugin's roles; nothing where there are none. */
    public List<SchemaFinding> of(PluginId plugin) {
        return findings(Set.of(plugin.schema(), plugin.ownerRole()), plugin.schema());
    }

    /** Returns when there are no findings. */
    static void require(String schema, List<SchemaFinding> findings) {
        if (!findings.isEmpty()) {
            throw new SchemaRefusedException(schema, findings, null);
        }
    }

    /**
     * @param signsIn the one of them that does
     */
    private List<SchemaFinding> findings(Set<String> roles, String signsIn) {
        Stream<SchemaFinding> attributes =
                entries.stream()
                        .filter(e -> e.member().isEmpty() && roles.contains(e.role()))
                        .flatMap(
                                e ->
                                        e.attributes().stream()
                                                .filter(a -> !mayHave(e.role(), a, signsIn))
                                                .map(
                                                        a ->
                                                                SchemaFinding.of(
                                                                        "role.attribute",
                                                                        e.role(),
                                                                        a)));
        Stream<SchemaFinding> members =
                entries.stream()
                        .filter(e -> !e.member().isEmpty() && isFound(e, roles))
                        .map(e -> SchemaFinding.of("role.member", e.member(), e.role()));
        return Stream.concat(attributes, members)
                .distinct()
                .sorted(Comparator.comparing(SchemaFinding::toString))
                .toList();
    }

    /** Of the search role BYPASSRLS: on a server of somebody else's it may have it or not. */
    private boolean mayHave(String role, String attribute, String signsIn) {
        return switch (attribute) {
            case LOGIN -> role.equals(signsIn);
            case "CREATEROLE" -> role.equals(admin);
            case "BYPASSRLS" -> role.equals(Names.SEARCH);
            default -> false;
        };
    }

    /**
     * It is found with the role that gains by it; where that is none of the house, with the other.
     */
    private boolean isFound(Entry entry, Set<String> roles) {
        if (roles.contains(entry.member()) || isOfHouse(entry.member())) {
            return roles.contains(entry.member()) && !isMade(entry);
        }
        // Who may make roles came by these when making them, or on a server of somebody else's
        // administers it.
        return roles.contains(entry.role()) && !entry.administrator();
    }

    private static boolean isMade(Entry entry) {
        return entry.role().equals(Names.PLUGIN) && isOfPlugin(entry.member()) && !entry.handsOn();
    }

    /** In a cluster there may be others whose names begin as those of plugins do. */
    private boolean isOfHouse(String role) {
        return CORE.contains(role)
                || isOfPlugin(role)
                        && entries.stream()
                                .anyMatch(
                                        e ->
                                                e.member().equals(role)
                                                        && e.role().equals(Names.PLUGIN));
    }

    private static boolean isOfPlugin(String role) {
        return role.startsWith(PLUGINS);
    }
}
