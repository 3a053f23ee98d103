package studio.backline.platform.mail.bounce;

import java.util.Set;

/** Status codes of RFC 3463. */
public final class EnhancedStatus {

    /** Bad destination mailbox, system, syntax, no longer there; mailbox disabled. */
    private static final Set<String> GONE =
            Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

    private EnhancedStatus() {}

    /** Whether it says that nobody is reached under the address for good. */
    public static boolean isGone(String status) {
        return GONE.contains(status);
    }
}
