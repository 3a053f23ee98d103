package studio.backline.platform.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;

/** Who belongs where, in rows. Inside the caller's transaction. */
final class MemberRows {

    /** Who is in now; takes the instant. */
    static final String IN = " m.suspended_at is null and (m.ends_at is null or m.ends_at > ?)";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Consumer<MembershipsChanged> listener;

    /**
     * @param listener told after each commit that changed who belongs where
     */
    MemberRows(JdbcClient jdbc, Clock clock, Consumer<MembershipsChanged> listener) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.listener = listener;
    }

    Optional<Role> roleOf(AccountId account, WorkspaceId workspace) {
        return jdbc.sql(
                        "select role from backline.membership m"
                                + " where workspace_id = ? and account_id = ? and"
                                + IN)
                .params(workspace.value(), account.value(), toMicros(clock.instant()))
                .query((row, n) -> Role.valueOf(row.getString("role")))
                .optional();
    }

    List<Member> of(WorkspaceId workspace) {
        return jdbc.sql(
                        "select account_id, role, since, ends_at, suspended_at"
                                + " from backline.membership"
                                + " where workspace_id = ? order by role <> 'OWNER',"
                                + " since, account_id")
                .param(workspace.value())
                .query((row, n) -> member(row))
                .list();
    }

    /** Also one that is kept out, or of whom it is over. */
    Optional<Member> find(WorkspaceId workspace, AccountId account) {
        return of(workspace).stream().filter(one -> one.account().equals(account)).findFirst();
    }

    Member require(WorkspaceId workspace, AccountId account) {
        return find(workspace, account).orElseThrow(() -> new NoSuchMemberException(account));
    }

    void put(WorkspaceId workspace, AccountId account, Role role, Instant now) {
        jdbc.sql(
                        "insert into backline.membership (workspace_id, account_id, role, since)"
                                + " values (?, ?, ?, ?) on conflict (workspace_id, account_id)"
                                + " do update set role = excluded.role")
                .params(workspace.value(), account.value(), role.name(), Timestamp.from(now))
                .update();
        tellOnCommit();
    }

    /** Until when somebody belongs to it; empty: for good. */
    void limit(WorkspaceId workspace, AccountId account, Optional<Instant> until) {
        set(workspace, account, "ends_at", until);
    }

    /** Since when somebody is kept out; empty: they are in. */
    void suspend(WorkspaceId workspace, AccountId account, Optional<Instant> since) {
        set(workspace, account, "suspended_at", since);
    }

    private void set(
            WorkspaceId workspace, AccountId account, String column, Optional<Instant> at) {
        jdbc.sql(
                        "update backline.membership set %s = ? where workspace_id = ? and account_id = ?"
                                .formatted(column))
                .param(at.map(MemberRows::toMicros).orElse(null))
                .param(workspace.value())
                .param(account.value())
                .update();
        tellOnCommit();
    }

    void remove(WorkspaceId workspace, AccountId account) {
        jdbc.sql("delete from backline.membership where workspace_id = ? and account_id = ?")
                .params(workspace.value(), account.value())
                .update();
        tellOnCommit();
    }

    /**
     * One that can come in is left.
     *
     * @throws LastOwnerException when none is
     */
    void requireOwner(WorkspaceId workspace) {
        boolean owned =
                jdbc.sql(
                                "select exists (select from backline.membership"
                                        + " where workspace_id = ? and role = 'OWNER'"
                                        + " and suspended_at is null)")
                        .param(workspace.value())
                        .query(Boolean.class)
                        .single();
        if (!owned) {
            throw new LastOwnerException();
        }
    }

    void tellOnCommit() {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        listener.accept(new MembershipsChanged());
                    }
                });
    }

    /** As the database keeps it; rounded up there, an end would lie ahead of itself. */
    private static Timestamp toMicros(Instant at) {
        return Timestamp.from(at.truncatedTo(ChronoUnit.MICROS));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                new AccountId(row.getObject("account_id", UUID.class)),
                Role.valueOf(row.getString("role")),
                row.getTimestamp("since").toInstant(),
                Optional.ofNullable(row.getTimestamp("ends_at")).map(Timestamp::toInstant),
                row.getTimestamp("suspended_at") != null);
    }
}
