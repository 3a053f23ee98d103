package studio.backline.platform.database.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.regex.Pattern;

/**
 * Knows statements that leave something behind in a session: settings, temporary tables, locks. No
 * guard of workspaces, whose context is sent anew in each transaction, but a matter of hygiene.
 */
final class SessionResidue {

    private static final int LONGEST_KEPT = 10_000;

    private static final Pattern LEAVES =
            Pattern.compile(
                    "^\\s*(set|reset|listen|load|prepare|do|declare)\\b"
                            + "|\\b(set_config|pg_(try_)?advisory_lock(_shared)?|temp|temporary)\\b",
                    Pattern.CASE_INSENSITIVE);

    /** Reading a statement takes longer than many a statement runs, and most come again. */
    private static final Cache<String, Boolean> KNOWN =
            Caffeine.newBuilder().maximumSize(2000).build();

    private SessionResidue() {}

    static boolean of(String sql) {
        return sql.length() > LONGEST_KEPT ? reads(sql) : KNOWN.get(sql, SessionResidue::reads);
    }

    private static boolean reads(String sql) {
        return LEAVES.matcher(sql).find();
    }
}
