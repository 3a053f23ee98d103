package studio.backline.platform.health;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import studio.backline.platform.database.Database;
import studio.backline.platform.encryption.SecureTokens;

/**
 * Who can reach the database: where it listens, whether the way to it is encrypted, and whether it
 * lets somebody in without the password, which is tried.
 */
record ExposureExamination(Database database, boolean embedded) implements Examination {

    private static final String SECONDS = "5";

    /** Of this machine alone; empty where it listens on a socket of the file system only. */
    private static final String LOOPBACK =
            "((127\\.0\\.0\\.1|localhost|::1)(, *(127\\.0\\.0\\.1|localhost|::1))*)?";

    private static final String VERIFIED = "sslmode=verify-";
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_BITS = 0xfe;

    private static final String FACTS =
            """
            select current_setting('listen_addresses') as listens,
                   host(inet_server_addr()) as address, current_user as role,
                   coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false)
                       as tls
            """;

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = database.openAdmin();
                Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery(FACTS)) {
            facts.next();
            String listens = facts.getString("listens");
            if (embedded) {
                findings.add(ofOwn(listens));
            } else {
                findings.add(ofWay(facts.getString("address"), facts.getBoolean("tls"), listens));
            }
            String role = facts.getString("role");
            findings.add(
                    letsIn(role)
                            ? Finding.bad("exposure.trust", role)
                            : Finding.good("exposure.password"));
        } catch (SQLException e) {
            findings.add(Finding.hint("exposure.unknown"));
        }
        return findings;
    }

    static Finding ofOwn(String listens) {
        return listens.matches(LOOPBACK)
                ? Finding.good("exposure.own", listens)
                : Finding.bad("exposure.open", listens);
    }

    /** The way from this server to one that somebody else runs. */
    Finding ofWay(@Nullable String address, boolean tls, String listens) {
        if (address == null || InetAddress.ofLiteral(address).isLoopbackAddress()) {
            return listens.matches(LOOPBACK)
                    ? Finding.good("exposure.here", listens)
                    : Finding.hint("exposure.here-open", listens);
        }
        boolean inside = isPrivate(InetAddress.ofLiteral(address));
        if (!tls) {
            return inside
                    ? Finding.hint("exposure.clear-inside", address, listens)
                    : Finding.bad("exposure.clear", address, listens);
        }
        if (!database.url().contains(VERIFIED)) {
            return Finding.hint("exposure.unverified", address);
        }
        return inside
                ? Finding.good("exposure.encrypted", address)
                : Finding.hint("exposure.outside", address);
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isSiteLocalAddress()
                || bytes.length > 4 && (bytes[0] & UNIQUE_LOCAL_BITS) == UNIQUE_LOCAL;
    }

    /** Tries a password that nobody has given it. */
    private boolean letsIn(String role) {
        Properties wrong = new Properties();
        wrong.setProperty("user", role);
        wrong.setProperty("password", SecureTokens.token());
        wrong.setProperty("loginTimeout", SECONDS);
        try (Connection _ = DriverManager.getConnection(database.url(), wrong)) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
