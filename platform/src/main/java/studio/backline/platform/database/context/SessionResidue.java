package studio.backline.platform.database.context;

import java.util.regex.Pattern;

/**
 * Knows statements that leave something behind in a session: settings, temporary tables, locks. No
 * guard of workspaces, whose context is sent anew in each transaction, but a matter of hygiene.
 */
final class SessionResidue {

    private static final Pattern LEAVES =
            Pattern.compile(
                    "^\\s*(set|reset|listen|load|prepare|do|declare)\\b"
                            + "|\\b(set_config|pg_(try_)?advisory_lock(_shared)?|temp|temporary)\\b",
                    Pattern.CASE_INSENSITIVE);

    private SessionResidue() {}

    static boolean of(String sql) {
        return LEAVES.matcher(sql).find();
    }
}
