package studio.backline.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.audit.AuditEvent.AuditObject;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.database.ContextSource;
import studio.backline.platform.encryption.WorkspaceKeys;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads who did what. */
public final class AuditLog {

    /** So many entries are read at once, at most. */
    public static final int MOST = 500;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> FACTS = new TypeReference<>() {};

    private static final String READ =
            """
            select seq, id, at, source, act, kept, account_id, actor, object_kind, target,
                facts::text as facts, before_sealed, after_sealed, network, device, correlation
            from backline.read_audit(:instance, :before::bigint, :person::uuid, :area, :since::timestamptz,
                :until::timestamptz, :most)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final SealedWords words;
    private final ContextSource callers;

    AuditLog(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            SealedWords words,
            ContextSource callers) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.words = words;
        this.callers = callers;
    }

    /**
     * The newest entries.
     *
     * @param before those of lower numbers alone, to go on where a page ended
     * @param most how many, up to {@link #MOST}
     */
    public List<AuditEntry> read(
            AuditChain chain, AuditFilter filter, OptionalLong before, int most) {
        return read(chain, filter, before, most, (row, number) -> entry(row));
    }

    /** What an entry changed; empty where there is no such entry, or it was erased. */
    public Optional<AuditEntry.Change> change(AuditChain chain, long number) {
        WorkspaceId owner = owner(chain);
        return read(
                        chain,
                        AuditFilter.none(),
                        OptionalLong.of(number + 1),
                        1,
                        (row, n) -> change(owner, row))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whom the entries name as who acted. */
    public List<AccountId> people(AuditChain chain) {
        return all("select * from backline.audit_people(?)", chain, UUID.class).stream()
                .map(AccountId::new)
                .toList();
    }

    /** What acts begin with. */
    public List<String> areas(AuditChain chain) {
        return all("select * from backline.audit_areas(?)", chain, String.class);
    }

    private <T> List<T> all(String sql, AuditChain chain, Class<T> type) {
        return Objects.requireNonNull(
                transactions.execute(
                        status ->
                                jdbc.sql(sql)
                                        .param(chain == AuditChain.INSTANCE)
                                        .query(type)
                                        .list()));
    }

    private <T> List<T> read(
            AuditChain chain,
            AuditFilter filter,
            OptionalLong before,
            int most,
            RowMapper<T> rows) {
        return Objects.requireNonNull(
                transactions.execute(
                        status ->
                                jdbc.sql(READ)
                                        .param("instance", chain == AuditChain.INSTANCE)
                                        .param(
                                                "before",
                                                before.isPresent() ? before.getAsLong() : null)
                                        .param(
                                                "person",
                                                filter.person().map(AccountId::value).orElse(null))
                                        .param("area", filter.area().orElse(null))
                                        .param("since", at(filter.since()))
                                        .param("until", at(filter.until()))
                                        .param("most", Math.clamp(most, 1, MOST))
                                        .query(rows)
                                        .list()));
    }

    private WorkspaceId owner(AuditChain chain) {
        return chain == AuditChain.INSTANCE
                ? WorkspaceKeys.INSTANCE
                : callers.current()
                        .map(Caller::workspace)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "No workspace here: its entries are read inside one."));
    }

    private Optional<AuditEntry.Change> change(WorkspaceId chain, ResultSet row)
            throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte @Nullable [] before = row.getBytes("before_sealed");
        byte @Nullable [] after = row.getBytes("after_sealed");
        return before == null && after == null
                ? Optional.empty()
                : Optional.of(
                        new AuditEntry.Change(
                                words.open(chain, id, SealedWords.Side.BEFORE, before),
                                words.open(chain, id, SealedWords.Side.AFTER, after)));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("source"),
                row.getString("act"),
                row.getBoolean("kept") ? Optional.of(told(row)) : Optional.empty());
    }

    private static AuditEntry.Told told(ResultSet row) throws SQLException {
        Optional<AccountId> who =
                Optional.ofNullable(row.getObject("account_id", UUID.class)).map(AccountId::new);
        Optional<String> actor = Optional.ofNullable(row.getString("actor"));
        Optional<UUID> target = Optional.ofNullable(row.getObject("target", UUID.class));
        String kind = Objects.requireNonNullElse(row.getString("object_kind"), "row");
        Map<String, String> facts = JSON.readValue(row.getString("facts"), FACTS);
        return new AuditEntry.Told(
                who,
                actor.map(Origin.Actor::of)
                        .orElse(who.isPresent() ? Origin.Actor.ACCOUNT : Origin.Actor.HOST),
                target.map(id -> new AuditObject(kind, id)),
                facts,
                new AuditEntry.Where(
                        Optional.ofNullable(row.getString("network")),
                        Optional.ofNullable(row.getString("device")).flatMap(Device::read),
                        Optional.ofNullable(row.getString("correlation"))),
                row.getBytes("before_sealed") != null || row.getBytes("after_sealed") != null);
    }

    private static @Nullable OffsetDateTime at(Optional<Instant> moment) {
        return moment.map(each -> each.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
