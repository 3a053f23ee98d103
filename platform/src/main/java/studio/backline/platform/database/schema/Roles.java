package studio.backline.platform.database.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PasswordUtil;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.Secrets;

/**
 * Roles and schemas, made by the admin, which may create roles and owns the database, and which has
 * the rights of none of them: it becomes one by SET ROLE.
 */
public final class Roles {

    /** Begins the names under which the passwords of roles are kept. */
    public static final String SECRET = "database.role.";

    private static final String HOLDER =
            """
            select d.datname
            from pg_roles r, pg_database d, shobj_description(r.oid, 'pg_authid') as mark
            where r.rolname = ? and d.datname <> current_database()
              and starts_with(mark, 'Backline ') and not starts_with(mark, ?)
              and substring(mark from ' in the database (.*)$') = d.datname
            """;

    /** What is granted hangs on a role whichever plugin's it is; which ones did it, they know. */
    private static final String GRANTING =
            """
            select distinct other.rolname
            from pg_roles r
            join pg_shdepend d on d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid
            join pg_database b on b.oid = d.dbid and b.datname = current_database()
            cross join pg_auth_members m
            join pg_roles other on other.oid = m.member
            where r.rolname = ? and d.deptype = 'a'
              and m.roleid = to_regrole(?) and other.oid <> r.oid
              and other.rolname <> current_user
            """;

    private static final String INSTANCE = "database.instance";
    private static final int INSTANCE_BYTES = 8;

    private final Connection connection;
    private final Secrets secrets;

    /**
     * @param connection the admin's, in a transaction, while no other changes roles
     */
    public Roles(Connection connection, Secrets secrets) {
        this.connection = connection;
        this.secrets = secrets;
    }

    /** The password of a role that logs in. */
    public static String password(Secrets secrets, String role) {
        return secrets.password(secret(role));
    }

    /**
     * The database of another Backline that the core's role of this cluster serves, while there is
     * such a database: the passwords of roles are for the whole cluster.
     */
    public static Optional<String> otherHolder(Connection connection, Secrets secrets)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            statement.setString(1, Names.PLATFORM);
            statement.setString(2, mark(secrets));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** All plugins that have a schema. */
    public static List<PluginId> plugins(Connection connection) throws SQLException {
        List<PluginId> plugins = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet schemas =
                        statement.executeQuery(
                                "select nspname from pg_namespace where length(nspname) <= 42"
                                        + " and nspname ~ '^p_[a-z][a-z0-9]*(_[a-z0-9]+)*$'"
                                        + " and nspname !~ '_owner$' order by 1")) {
            while (schemas.next()) {
                plugins.add(PluginId.ofSchema(schemas.getString(1)));
            }
        }
        return plugins;
    }

    /** Begins what is said of the core's role in the cluster's own catalogue. */
    private static String mark(Secrets secrets) {
        byte[] instance = secrets.secret(INSTANCE, INSTANCE_BYTES);
        return "Backline %s in the database ".formatted(HexFormat.of().formatHex(instance));
    }

    private static String secret(String role) {
        return SECRET + role.replace('_', '-');
    }

    /** Deletes the password of a plugin's role, once it is certain that the role is gone. */
    public static void forget(Secrets secrets, PluginId plugin) {
        secrets.forget(secret(plugin.schema()));
    }

    /** Deletes passwords of plugins' roles that are not there. */
    public void forgetOrphans() throws SQLException {
        List<String> left = new ArrayList<>(secrets.names(secret("p_")));
        if (left.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet roles =
                        statement.executeQuery(
                                "select rolname from pg_roles where rolname like 'p\\_%'")) {
            while (roles.next()) {
                left.remove(secret(roles.getString(1)));
            }
        }
        left.forEach(secrets::forget);
    }

    /** Makes what the core needs, and takes from everybody what PostgreSQL gives to everybody. */
    public void ensureCore() throws SQLException {
        for (String role : List.of(Names.OWNER, Names.BACKUP, Names.SEARCH, Names.PLUGIN)) {
            ensureRole(role, false);
        }
        ensureRole(Names.PLATFORM, true);
        String mark = Names.literal(mark(secrets) + connection.getCatalog());
        execute("comment on role %s is %s".formatted(Names.PLATFORM, mark));
        String database = Names.quoted(connection.getCatalog());
        execute("revoke all on database %s from public".formatted(database));
        execute("revoke all on schema public from public");
        execute(
                "grant connect, temporary on database %s to %s, %s, %s"
                        .formatted(database, Names.PLATFORM, Names.PLUGIN, Names.OWNER));
        ensureSchema(Names.EXTENSIONS, "current_user");
        execute("create extension if not exists pg_trgm with schema " + Names.EXTENSIONS);
        execute("create extension if not exists btree_gin with schema " + Names.EXTENSIONS);
        execute(
                "grant usage on schema %s to %s, %s, %s, %s"
                        .formatted(
                                Names.EXTENSIONS,
                                Names.PLATFORM,
                                Names.PLUGIN,
                                Names.OWNER,
                                Names.SEARCH));
        ensureSchema(Names.CORE, Names.OWNER);
        ensureSchema(Names.API, Names.OWNER);
    }

    /** Makes a plugin's roles and schema, where they are absent, and sets its password. */
    public void ensurePlugin(PluginId plugin) throws SQLException {
        ensureRole(plugin.ownerRole(), false);
        ensureRole(plugin.schema(), true);
        for (String role : List.of(plugin.ownerRole(), plugin.schema())) {
            execute("grant %s to %s".formatted(Names.PLUGIN, Names.quoted(role)));
        }
        ensureSchema(plugin.schema(), Names.quoted(plugin.ownerRole()));
    }

    /**
     * Removes a plugin's schema and roles, where they are there, with all that its roles own
     * elsewhere in this database and all that was granted to them.
     */
    public void dropPlugin(PluginId plugin) throws SQLException {
        if (hasSchema(plugin)) {
            as(
                    plugin.ownerRole(),
                    "drop schema %s cascade".formatted(Names.quoted(plugin.schema())));
        }
        for (String role : List.of(plugin.schema(), plugin.ownerRole())) {
            if (exists("pg_roles", "rolname", role)) {
                // Default privileges, too, which any role may set for itself.
                as(role, "drop owned by current_user cascade");
                takeBackGrants(role);
                execute("drop role " + Names.quoted(role));
            }
        }
    }

    /**
     * Takes from a role what roles of other plugins have granted to it. Whoever granted takes it
     * back, and may name the role while it is its member.
     */
    private void takeBackGrants(String role) throws SQLException {
        String name = Names.quoted(role);
        for (String other : granting(role)) {
            execute("grant %s to %s with inherit true".formatted(name, Names.quoted(other)));
            as(other, "drop owned by %s cascade".formatted(name));
            execute("revoke %s from %s".formatted(name, Names.quoted(other)));
        }
    }

    /** The roles of plugins, where something of this database is granted to this one. */
    private List<String> granting(String role) throws SQLException {
        List<String> roles = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(GRANTING)) {
            statement.setString(1, role);
            statement.setString(2, Names.PLUGIN);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    roles.add(rows.getString(1));
                }
            }
        }
        return roles;
    }

    private void as(String role, String sql) throws SQLException {
        execute("set local role " + Names.quoted(role));
        execute(sql);
        execute("reset role");
    }

    /** Acts as the owner of a plugin's schema until the transaction ends. */
    public void becomeOwner(PluginId plugin) throws SQLException {
        execute("set local role " + Names.quoted(plugin.ownerRole()));
    }

    /** Whether the plugin has a schema. */
    public boolean hasSchema(PluginId plugin) throws SQLException {
        return exists("pg_namespace", "nspname", plugin.schema());
    }

    private void ensureRole(String role, boolean login) throws SQLException {
        String name = Names.quoted(role);
        if (!exists("pg_roles", "rolname", role)) {
            execute("create role %s nologin".formatted(name));
        }
        // The admin may become the role, and yet has none of its rights until it does.
        execute("grant %s to current_user with set true, inherit false".formatted(name));
        if (login) {
            // The verifier is made here, so that no password travels to the server or its log.
            String verifier =
                    PasswordUtil.encodePassword(
                            role, password(secrets, role).toCharArray(), "scram-sha-256");
            execute("alter role %s login password %s".formatted(name, Names.literal(verifier)));
        }
    }

    private void ensureSchema(String schema, String owner) throws SQLException {
        if (!exists("pg_namespace", "nspname", schema)) {
            execute("create schema %s authorization %s".formatted(Names.quoted(schema), owner));
        }
    }

    private boolean exists(String catalogue, String column, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select 1 from %s where %s = ?".formatted(catalogue, column))) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
