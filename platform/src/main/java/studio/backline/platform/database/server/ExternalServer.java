package studio.backline.platform.database.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.Secrets;
import studio.backline.platform.database.schema.Roles;

/** Checks a database that somebody else runs, and says everything that is wrong at once. */
public final class ExternalServer {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalServer.class);
    private static final int OLDEST = 180_000;

    /** How the states begin of whatever never came to a conversation. */
    private static final String NO_CONNECTION = "08";

    private static final String FACTS =
            """
            select current_setting('server_version_num')::integer as version,
                   current_setting('server_version') as version_name,
                   pg_encoding_to_char(d.encoding) as encoding,
                   coalesce(to_jsonb(d) ->> 'datlocale', d.datcollate) as locale,
                   to_jsonb(d) ->> 'datlocprovider' as provider,
                   d.datname as database,
                   pg_has_role(d.datdba, 'USAGE') as owner,
                   r.rolcreaterole or r.rolsuper as creates_roles,
                   r.rolsuper as superuser,
                   has_function_privilege('public', 'lo_creat(integer)', 'execute')
                       or has_function_privilege('public', 'lo_create(oid)', 'execute')
                       or has_function_privilege('public', 'lo_from_bytea(oid, bytea)', 'execute')
                       as large_objects,
                   current_setting('max_prepared_transactions')::integer > 0 as prepares
            from pg_database d, pg_roles r
            where d.datname = current_database() and r.rolname = current_user
            """;

    /** Roles belong to the whole cluster, and with them their passwords. */
    private static final String OCCUPIED =
            "The PostgreSQL cluster already holds a Backline, in the database '%s'.";

    private static final String OF_ITS_OWN =
            "Give this one a cluster of its own, or drop that database if this one takes its place.";

    /** What does not fit, and what to do about it. */
    private record Misfit(String fact, String remedy) {}

    private ExternalServer() {}

    /**
     * Returns when the database is fit.
     *
     * @param secrets that tell this Backline from another
     * @throws DatabaseFailureException naming all that is wrong
     */
    public static void check(DatabaseAddress address, Secrets secrets) {
        try (Connection connection = address.open();
                Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery(FACTS)) {
            facts.next();
            refuse(address, wrong(address, facts, connection, Optional.of(secrets)));
            if (facts.getBoolean("superuser")) {
                LOG.warn(
                        "The role '{}' is a superuser. Backline needs CREATEROLE and the database"
                                + " only.",
                        address.username());
            }
            if (facts.getBoolean("large_objects")) {
                LOG.warn(
                        "The database lets plugins make large objects, which lie outside every"
                                + " policy. As a superuser, run there: {}.",
                        Superuser.NO_LARGE_OBJECTS);
            }
            if (facts.getBoolean("prepares")) {
                LOG.warn(
                        "The database lets plugins keep locks without a session. Set"
                                + " max_prepared_transactions = 0 there, unless something else"
                                + " needs it.");
            }
        } catch (SQLException e) {
            throw shut(address, e);
        }
    }

    /**
     * The same, but for whose it is, and without a word of what could be better.
     *
     * @throws DatabaseFailureException naming all that is wrong
     */
    public static void look(DatabaseAddress address) {
        look(address, Optional.empty());
    }

    /**
     * The same, without a word of what could be better.
     *
     * @param secrets that tell this Backline from another
     * @throws DatabaseFailureException naming all that is wrong
     */
    public static void look(DatabaseAddress address, Secrets secrets) {
        look(address, Optional.of(secrets));
    }

    private static void look(DatabaseAddress address, Optional<Secrets> secrets) {
        try (Connection connection = address.open();
                Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery(FACTS)) {
            facts.next();
            refuse(address, wrong(address, facts, connection, secrets));
        } catch (SQLException e) {
            throw shut(address, e);
        }
    }

    private static DatabaseFailureException shut(DatabaseAddress address, SQLException failure) {
        boolean silent = String.valueOf(failure.getSQLState()).startsWith(NO_CONNECTION);
        return new DatabaseFailureException(
                "The database at '%s' %s: %s."
                        .formatted(
                                address.url(),
                                silent ? "does not answer" : "does not let Backline in",
                                reason(failure)),
                "Check backline.database.url, username and password-file%s."
                        .formatted(silent ? ", and that the server is up" : ""),
                failure);
    }

    /** Some that the driver tells end with a full stop. */
    private static String reason(SQLException failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("\\.+$", "");
    }

    private static void refuse(DatabaseAddress address, List<Misfit> wrong) {
        if (!wrong.isEmpty()) {
            throw new DatabaseFailureException(
                    "The database at '%s' does not fit. %s"
                            .formatted(address.url(), told(wrong, Misfit::fact)),
                    told(wrong, Misfit::remedy),
                    null);
        }
    }

    private static String told(List<Misfit> wrong, Function<Misfit, String> part) {
        return wrong.stream().map(part).collect(Collectors.joining(" "));
    }

    private static List<Misfit> wrong(
            DatabaseAddress address,
            ResultSet facts,
            Connection connection,
            Optional<Secrets> secrets)
            throws SQLException {
        List<Misfit> wrong = wrong(address, facts);
        if (secrets.isPresent()) {
            Roles.otherHolder(connection, secrets.get())
                    .map(other -> new Misfit(OCCUPIED.formatted(other), OF_ITS_OWN))
                    .ifPresent(wrong::add);
        }
        return wrong;
    }

    private static List<Misfit> wrong(DatabaseAddress address, ResultSet facts)
            throws SQLException {
        List<Misfit> wrong = new ArrayList<>();
        if (facts.getInt("version") < OLDEST) {
            wrong.add(
                    new Misfit(
                            "It is PostgreSQL %s.".formatted(facts.getString("version_name")),
                            "Upgrade it to 18 or later."));
        }
        // Another locale sorts otherwise, and the system's own changes under an index.
        if (!"UTF8".equals(facts.getString("encoding"))
                || !"b".equals(facts.getString("provider"))
                || !"C.UTF-8".equals(facts.getString("locale"))) {
            wrong.add(
                    new Misfit(
                            "Its encoding is %s, its locale %s, from the provider %s; it takes UTF8, C.UTF-8 and builtin."
                                    .formatted(
                                            facts.getString("encoding"),
                                            facts.getString("locale"),
                                            provider(facts.getString("provider"))),
                            "Make a database with TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'."));
        }
        if (!facts.getBoolean("creates_roles")) {
            wrong.add(
                    new Misfit(
                            "The role may not create roles.",
                            "Run ALTER ROLE %s CREATEROLE.".formatted(address.username())));
        }
        if (!facts.getBoolean("owner")) {
            wrong.add(
                    new Misfit(
                            "The role does not own the database.",
                            "Run ALTER DATABASE %s OWNER TO %s."
                                    .formatted(facts.getString("database"), address.username())));
        }
        return wrong;
    }

    /** As CREATE DATABASE calls it; before PostgreSQL 15 there was one. */
    private static String provider(@Nullable String letter) {
        return switch (letter == null ? "c" : letter) {
            case "b" -> "builtin";
            case "i" -> "icu";
            default -> "libc";
        };
    }
}
