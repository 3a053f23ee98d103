package studio.backline.platform.checkpoints;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.AuditChain;

/** What the chains and their checkpoints are in the database. */
record CheckpointTable(JdbcClient jdbc, TransactionTemplate transactions) {

    /** An entry of a chain: its number, its hash in Base64, and when it was written. */
    record Place(long size, String head, Instant at) {}

    /** When a chain was walked last, and where it did not fit. */
    record Noted(Instant checkedAt, OptionalLong brokenAt) {}

    /** All chains at once; the oldest walk is empty where one was never walked. */
    record All(long chains, long broken, Optional<Instant> oldest) {}

    Optional<Place> last(AuditChain chain) {
        return place(chain, null);
    }

    Optional<Place> at(AuditChain chain, long number) {
        return place(chain, number);
    }

    boolean keep(
            AuditChain chain, Checkpoint checkpoint, String note, Optional<Instant> unlessSince) {
        return in(
                () ->
                        jdbc.sql(
                                        "select backline.keep_audit_checkpoint("
                                                + "?, ?, ?, ?, ?, ?, ?::timestamptz)")
                                .param(instance(chain))
                                .param(TimeOrderedUuid.next())
                                .param(checkpoint.size())
                                .param(Base64.getDecoder().decode(checkpoint.head()))
                                .param(utc(checkpoint.at()))
                                .param(note)
                                .param(unlessSince.map(CheckpointTable::utc).orElse(null))
                                .query(Boolean.class)
                                .single());
    }

    List<Standing.Kept> kept(AuditChain chain, int most) {
        return in(
                () ->
                        jdbc.sql("select size, at, note from backline.audit_checkpoints(?, ?)")
                                .params(instance(chain), most)
                                .query(
                                        (row, number) ->
                                                new Standing.Kept(
                                                        row.getLong("size"),
                                                        instant(
                                                                row.getObject(
                                                                        "at",
                                                                        OffsetDateTime.class)),
                                                        row.getString("note")))
                                .list());
    }

    void note(AuditChain chain, OptionalLong broken, Instant at) {
        in(
                () ->
                        jdbc.sql("select backline.note_audit_check(?, ?::bigint, ?)")
                                .param(instance(chain))
                                .param(broken.isPresent() ? broken.getAsLong() : null)
                                .param(utc(at))
                                .query((row, number) -> number)
                                .list());
    }

    Optional<Noted> noted(AuditChain chain) {
        return in(
                () ->
                        jdbc.sql("select checked_at, broken_at from backline.audit_check_noted(?)")
                                .param(instance(chain))
                                .query(
                                        (row, number) -> {
                                            Long broken = row.getObject("broken_at", Long.class);
                                            return new Noted(
                                                    instant(
                                                            row.getObject(
                                                                    "checked_at",
                                                                    OffsetDateTime.class)),
                                                    broken == null
                                                            ? OptionalLong.empty()
                                                            : OptionalLong.of(broken));
                                        })
                                .optional());
    }

    All all() {
        return in(
                () ->
                        jdbc.sql("select chains, broken, oldest from backline.audit_chains_noted()")
                                .query(
                                        (row, number) ->
                                                new All(
                                                        row.getLong("chains"),
                                                        row.getLong("broken"),
                                                        Optional.ofNullable(
                                                                        row.getObject(
                                                                                "oldest",
                                                                                OffsetDateTime
                                                                                        .class))
                                                                .map(CheckpointTable::instant)))
                                .single());
    }

    List<WorkspaceId> workspaces() {
        return in(
                () ->
                        jdbc
                                .sql("select * from backline.audited_workspaces()")
                                .query(UUID.class)
                                .list()
                                .stream()
                                .map(WorkspaceId::new)
                                .toList());
    }

    private Optional<Place> place(AuditChain chain, @Nullable Long number) {
        return in(
                () ->
                        jdbc.sql("select size, head, at from backline.audit_place(?, ?::bigint)")
                                .param(instance(chain))
                                .param(number)
                                .query(
                                        (row, n) ->
                                                new Place(
                                                        row.getLong("size"),
                                                        Base64.getEncoder()
                                                                .encodeToString(
                                                                        row.getBytes("head")),
                                                        instant(
                                                                row.getObject(
                                                                        "at",
                                                                        OffsetDateTime.class))))
                                .optional());
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    private static boolean instance(AuditChain chain) {
        return chain == AuditChain.INSTANCE;
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime moment) {
        return moment.toInstant();
    }
}
