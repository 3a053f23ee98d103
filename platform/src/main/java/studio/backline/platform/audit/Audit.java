package studio.backline.platform.audit;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.audit.AuditEvent;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.ContextSource;
import studio.backline.platform.encryption.WorkspaceKeys;

/**
 * Writes who did what. An entry of a workspace is written by a function of the database that takes
 * workspace and account from the signed context, and commits with the transaction that it tells of.
 * Where from is taken from the {@link Origin} of the thread.
 */
public final class Audit {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final SealedWords words;
    private final ContextSource callers;

    Audit(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            SealedWords words,
            ContextSource callers) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.words = words;
        this.callers = callers;
    }

    /** Adds an entry to the chain of the caller's workspace, in the current transaction. */
    public void record(AuditEvent event) {
        on(jdbc).record(event);
    }

    /** The same, about a row whose kind the act says. */
    public void record(String act, Optional<UUID> target, Map<String, String> facts) {
        on(jdbc).record(act, target.orElse(null), facts);
    }

    /**
     * Adds an entry to the instance's chain; in the current transaction, or in one of its own.
     *
     * @param who the account that acted; empty where the host did, or a stranger
     */
    public void recordInstance(Optional<AccountId> who, AuditEvent event) {
        Written entry = new Written(WorkspaceKeys.INSTANCE, who.isPresent(), event, words);
        transactions.executeWithoutResult(
                status ->
                        entry.putOn(
                                jdbc.sql(
                                                """
                                                select backline.record_instance_audit(
                                                    :id, :account::uuid, :act, :kind, :target::uuid,
                                                    jsonb_object(:names::text[], :values::text[]), :before::bytea,
                                                    :after::bytea, :actor, :network, :device,
                                                    :correlation)
                                                """)
                                        .param("account", value(who))));
    }

    /** The same, about a row whose kind the act says. */
    public void recordInstance(
            Optional<AccountId> who, String act, Optional<UUID> target, Map<String, String> facts) {
        AuditTrail trail = event -> recordInstance(who, event);
        trail.record(act, target.orElse(null), facts);
    }

    /** The contract's audit trail on a plugin's own connection. */
    public AuditTrail on(JdbcClient connection) {
        return event -> {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException(
                        "No transaction here: an audit entry commits with what it tells of.");
            }
            Optional<Caller> caller = callers.current();
            // Without a workspace nothing is sealed, and the database refuses the entry.
            WorkspaceId workspace = caller.map(Caller::workspace).orElse(WorkspaceKeys.INSTANCE);
            boolean known = caller.flatMap(Caller::account).isPresent();
            new Written(workspace, known, event, words)
                    .putOn(
                            connection.sql(
                                    """
                                    select backline_api.record_audit(
                                        :id, :act, :kind, :target::uuid,
                                        jsonb_object(:names::text[], :values::text[]), :before::bytea,
                                        :after::bytea, :actor, :network, :device, :correlation)
                                    """));
        };
    }

    /** Walks a chain. */
    public AuditCheck verify(AuditChain chain) {
        return Objects.requireNonNull(
                transactions.execute(
                        status ->
                                jdbc.sql(
                                                "select entries, deleted, broken_at, clock_back"
                                                        + " from backline.verify_audit(?)")
                                        .param(chain == AuditChain.INSTANCE)
                                        .query(
                                                (row, number) -> {
                                                    Long broken =
                                                            row.getObject("broken_at", Long.class);
                                                    return new AuditCheck(
                                                            row.getLong("entries"),
                                                            row.getLong("deleted"),
                                                            broken == null
                                                                    ? OptionalLong.empty()
                                                                    : OptionalLong.of(broken),
                                                            row.getLong("clock_back"));
                                                })
                                        .single()));
    }

    /**
     * Deletes what the chains of all workspaces and of the instance tell of an account, as who
     * acted and as whom it was about; that something was done stays, and each chain stays whole.
     *
     * @return how many entries
     */
    public long erase(AccountId account) {
        return erase("select backline.erase_audit_of_account(?)", account.value());
    }

    /**
     * Deletes what the chain of the caller's workspace tells about one object.
     *
     * @return how many entries
     */
    public long eraseAbout(UUID target) {
        return erase("select backline.erase_audit_of_target(?)", target);
    }

    private long erase(String sql, UUID whose) {
        return Objects.requireNonNull(
                transactions.execute(
                        status -> jdbc.sql(sql).param(whose).query(Long.class).single()));
    }

    private static @Nullable UUID value(Optional<AccountId> who) {
        return who.map(AccountId::value).orElse(null);
    }

    /** An entry as its columns. */
    private record Written(
            UUID id, WorkspaceId chain, boolean known, AuditEvent event, SealedWords words) {

        Written(WorkspaceId chain, boolean known, AuditEvent event, SealedWords words) {
            this(TimeOrderedUuid.next(), chain, known, event, words);
        }

        void putOn(JdbcClient.StatementSpec statement) {
            String[] names = event.facts().keySet().stream().sorted().toArray(String[]::new);
            String[] values = new String[names.length];
            for (int i = 0; i < names.length; i++) {
                values[i] = event.facts().get(names[i]);
            }
            Origin origin = Origin.current().orElseGet(Origin::ofHost);
            Origin.Actor actor = known ? Origin.Actor.ACCOUNT : origin.actor();
            statement
                    .param("id", id)
                    .param("act", event.act())
                    .param("kind", kind())
                    .param("target", target())
                    .param("names", names)
                    .param("values", values)
                    .param("before", sealed(SealedWords.Side.BEFORE, event.before()))
                    .param("after", sealed(SealedWords.Side.AFTER, event.after()))
                    .param("actor", actor.id())
                    .param("network", orNull(origin.network()))
                    .param("device", orNull(origin.device()))
                    .param("correlation", origin.correlation())
                    .query((row, number) -> number)
                    .list();
        }

        private @Nullable String kind() {
            return event.object().map(AuditEvent.AuditObject::kind).orElse(null);
        }

        private @Nullable UUID target() {
            return event.object().map(AuditEvent.AuditObject::id).orElse(null);
        }

        private byte @Nullable [] sealed(SealedWords.Side side, Map<String, String> values) {
            return words.seal(chain, id, side, values);
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }
}
