package studio.backline.platform.mail.bounce;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notes at letters that they came back. A report is noted once however often it is read, also where
 * the letter was sent again since.
 */
@Component
class BounceTable {

    private static final int LONGEST_REPLY = 500;

    /** Whoever reports has no business with letters that were never handed over. */
    private static final String RETURNED =
            """
            update backline.letter set state = 'REFUSED', reason = ?, reply = ?,
                settled_at = clock_timestamp(), reports = reports || ?
            where id = ? and state in ('DONE', 'UNKNOWN') and not (? = any (reports))
            """;

    private static final String DELAYED =
            """
            update backline.letter set reply = ?, reports = reports || ?
            where id = ? and state in ('DONE', 'UNKNOWN') and not (? = any (reports))
            """;

    private static final String CLOSE =
            """
            insert into backline.mail_suppression (address_key, reason, letter, status)
            select recipient_key, 'BOUNCED', id, ? from backline.letter where id = ?
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    BounceTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    void note(ReturnedLetter returned) {
        String reply = cut(returned.reason());
        transaction.executeWithoutResult(
                status -> {
                    switch (returned.end()) {
                        case DELAYED ->
                                jdbc.sql(DELAYED)
                                        .params(
                                                reply,
                                                returned.report(),
                                                returned.letter(),
                                                returned.report())
                                        .update();
                        case FAILED -> fail(returned, reply);
                    }
                });
    }

    private void fail(ReturnedLetter returned, String reply) {
        boolean gone = EnhancedStatus.isGone(returned.status());
        int noted =
                jdbc.sql(RETURNED)
                        .params(
                                gone ? "BOUNCED" : "RETURNED",
                                reply,
                                returned.report(),
                                returned.letter(),
                                returned.report())
                        .update();
        if (noted > 0 && gone) {
            jdbc.sql(CLOSE).params(returned.status(), returned.letter()).update();
        }
    }

    private static String cut(String reason) {
        String plain =
                reason.replaceAll("<[^<>]*>|[^\\s<>@]+@[^\\s<>@]+", "…")
                        .replaceAll("\\p{Cc}+", " ")
                        .strip();
        return plain.length() <= LONGEST_REPLY ? plain : plain.substring(0, LONGEST_REPLY);
    }
}
