package studio.backline.platform.audit;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/**
 * Writes who did what. An entry of a workspace is written by a function of the database that takes
 * workspace and account from the signed context, and commits with the transaction that it tells of.
 */
public final class Audit {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Audit(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Adds an entry to the chain of the caller's workspace, in the current transaction. */
    public void record(String act, Optional<UUID> target, Map<String, String> facts) {
        on(jdbc).record(act, target.orElse(null), facts);
    }

    /**
     * Adds an entry to the instance's chain; in the current transaction, or in one of its own.
     *
     * @param who the account that acted; empty where the host did, or a stranger
     */
    public void recordInstance(
            Optional<AccountId> who, String act, Optional<UUID> target, Map<String, String> facts) {
        Facts pairs = Facts.of(facts);
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        """
                                        select backline.record_instance_audit(
                                            ?::uuid, ?::uuid, ?, ?::uuid,
                                            jsonb_object(?::text[], ?::text[]))
                                        """)
                                .param(TimeOrderedUuid.next())
                                .param(who.map(AccountId::value).orElse(null))
                                .param(act)
                                .param(target.orElse(null))
                                .param(pairs.names())
                                .param(pairs.values())
                                .query((row, number) -> number)
                                .list());
    }

    /** The contract's audit trail on a plugin's own connection. */
    public AuditTrail on(JdbcClient connection) {
        return (act, target, facts) -> {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException(
                        "No transaction here: an audit entry commits with what it tells of.");
            }
            Facts pairs = Facts.of(facts);
            connection
                    .sql(
                            """
                            select backline_api.record_audit(
                                ?::uuid, ?, ?::uuid, jsonb_object(?::text[], ?::text[]))
                            """)
                    .param(TimeOrderedUuid.next())
                    .param(act)
                    .param(target)
                    .param(pairs.names())
                    .param(pairs.values())
                    .query((row, number) -> number)
                    .list();
        };
    }

    /**
     * Walks the chain of the caller's workspace, or the instance's on a thread that serves nobody.
     */
    public AuditCheck verify() {
        return transactions.execute(
                status ->
                        jdbc.sql("select entries, deleted, broken_at from backline.verify_audit()")
                                .query(
                                        (row, number) -> {
                                            Long broken = row.getObject("broken_at", Long.class);
                                            return new AuditCheck(
                                                    row.getLong("entries"),
                                                    row.getLong("deleted"),
                                                    broken == null
                                                            ? OptionalLong.empty()
                                                            : OptionalLong.of(broken));
                                        })
                                .single());
    }

    private record Facts(String[] names, String[] values) {

        static Facts of(Map<String, String> facts) {
            String[] names = facts.keySet().stream().sorted().toArray(String[]::new);
            String[] values = new String[names.length];
            for (int i = 0; i < names.length; i++) {
                values[i] = facts.get(names[i]);
            }
            return new Facts(names, values);
        }
    }
}
