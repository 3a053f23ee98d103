package studio.backline.platform.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * Workspaces in the database. Whatever changes owners first locks the workspace's row, so that two
 * owners who demote each other at once come one after the other.
 */
final class StoredWorkspaces implements Workspaces {

    private static final int MAX_NAME = 100;
    private static final String COLUMNS = "w.id, w.name, w.slug, w.created_at";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final WorkspaceActs acts;
    private final Consumer<MembershipsChanged> listener;

    /**
     * @param listener told after each commit that changed who belongs where
     */
    StoredWorkspaces(
            JdbcClient jdbc,
            Clock clock,
            WorkspaceActs acts,
            Consumer<MembershipsChanged> listener) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.acts = acts;
        this.listener = listener;
    }

    @Override
    public Workspace create(String name, String slug, AccountId owner) {
        String proper = properName(name);
        Slug place = new Slug(slug);
        return inTransaction(
                () -> {
                    WorkspaceId id = WorkspaceId.next();
                    Instant now = now();
                    jdbc.sql(
                                    "insert into backline.workspace (id, name, slug, created_at)"
                                            + " values (?, ?, ?, ?) on conflict (slug) do nothing")
                            .params(id.value(), proper, place.value(), Timestamp.from(now))
                            .update();
                    claim(place, id, now);
                    put(id, owner, Role.OWNER, now);
                    return new Workspace(id, proper, place.value(), now);
                });
    }

    @Override
    public Optional<Workspace> find(WorkspaceId workspace) {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select %s from backline.workspace w where w.id = ?"
                                                .formatted(COLUMNS))
                                .param(workspace.value())
                                .query((row, n) -> workspace(row))
                                .optional());
    }

    @Override
    public Optional<Workspace> bySlug(String slug) {
        if (!Slug.hasForm(slug)) {
            return Optional.empty();
        }
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select %s from backline.workspace_slug s join"
                                                        .formatted(COLUMNS)
                                                + " backline.workspace w on w.id = s.workspace_id"
                                                + " where s.slug = ?")
                                .param(slug)
                                .query((row, n) -> workspace(row))
                                .optional());
    }

    @Override
    public List<Membership> of(AccountId account) {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select %s, m.role from backline.membership m join"
                                                        .formatted(COLUMNS)
                                                + " backline.workspace w on w.id = m.workspace_id"
                                                + " where m.account_id = ?"
                                                + " order by lower(w.name), w.id")
                                .param(account.value())
                                .query(
                                        (row, n) ->
                                                new Membership(
                                                        workspace(row),
                                                        Role.valueOf(row.getString("role"))))
                                .list());
    }

    @Override
    public void rename(WorkspaceId workspace, String name, String slug) {
        String proper = properName(name);
        run(
                () -> {
                    lock(workspace);
                    if (find(workspace).filter(here -> here.slug().equals(slug)).isEmpty()) {
                        move(workspace, slug);
                    }
                    jdbc.sql("update backline.workspace set name = ? where id = ?")
                            .params(proper, workspace.value())
                            .update();
                    tellOnCommit();
                });
    }

    @Override
    public void move(WorkspaceId workspace, String slug) {
        Slug place = new Slug(slug);
        run(
                () -> {
                    lock(workspace);
                    claim(place, workspace, now());
                    jdbc.sql("update backline.workspace set slug = ? where id = ?")
                            .params(place.value(), workspace.value())
                            .update();
                    tellOnCommit();
                });
    }

    @Override
    public Optional<Role> roleOf(AccountId account, WorkspaceId workspace) {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select role from backline.membership"
                                                + " where workspace_id = ? and account_id = ?")
                                .params(workspace.value(), account.value())
                                .query((row, n) -> Role.valueOf(row.getString("role")))
                                .optional());
    }

    @Override
    public List<Member> members(WorkspaceId workspace) {
        return inTransaction(
                () ->
                        jdbc.sql(
                                        "select account_id, role, since from backline.membership"
                                                + " where workspace_id = ? order by role <> 'OWNER',"
                                                + " since, account_id")
                                .param(workspace.value())
                                .query((row, n) -> member(row))
                                .list());
    }

    @Override
    public void add(WorkspaceId workspace, AccountId account, Role role) {
        acts.act(
                new Caller(workspace, Optional.of(account), role),
                () -> {
                    lock(workspace);
                    Optional<Role> held = roleOf(account, workspace);
                    if (held.isEmpty()) {
                        put(workspace, account, role, now());
                        acts.tell("tenancy.member-joined", account.value(), role);
                    } else if (role.covers(held.get())) {
                        give(workspace, account, held.get(), role);
                    }
                    return role;
                });
    }

    @Override
    public void change(Caller by, AccountId account, Role role) {
        acts.act(
                by,
                () -> {
                    lock(by.workspace());
                    give(by.workspace(), account, requireMember(by.workspace(), account), role);
                    requireOwner(by.workspace());
                    return role;
                });
    }

    private void give(WorkspaceId workspace, AccountId account, Role held, Role role) {
        if (role != held) {
            put(workspace, account, role, now());
            acts.audit()
                    .record(
                            "tenancy.role-changed",
                            Optional.of(account.value()),
                            Map.of("role", role.name(), "before", held.name()));
        }
    }

    @Override
    public void remove(Caller by, AccountId account) {
        acts.act(by, () -> removeInside(by, account));
    }

    private Role removeInside(Caller by, AccountId account) {
        WorkspaceId workspace = by.workspace();
        lock(workspace);
        Role held = requireMember(workspace, account);
        jdbc.sql("delete from backline.membership where workspace_id = ? and account_id = ?")
                .params(workspace.value(), account.value())
                .update();
        tellOnCommit();
        requireOwner(workspace);
        boolean oneself = by.account().filter(account::equals).isPresent();
        acts.tell(
                oneself ? "tenancy.member-left" : "tenancy.member-removed", account.value(), held);
        return held;
    }

    private void lock(WorkspaceId workspace) {
        boolean there =
                jdbc.sql("select id from backline.workspace where id = ? for update")
                        .param(workspace.value())
                        .query(UUID.class)
                        .optional()
                        .isPresent();
        if (!there) {
            throw new NoSuchWorkspaceException(workspace);
        }
    }

    /** Takes the slug for the workspace, which may have had it before. */
    private void claim(Slug slug, WorkspaceId workspace, Instant now) {
        int taken =
                jdbc.sql(
                                "insert into backline.workspace_slug (slug, workspace_id, since)"
                                        + " select ?, ?, ? where exists (select from"
                                        + " backline.workspace where id = ?)"
                                        + " on conflict (slug) do update set since = excluded.since"
                                        + " where workspace_slug.workspace_id = excluded.workspace_id")
                        .params(
                                slug.value(),
                                workspace.value(),
                                Timestamp.from(now),
                                workspace.value())
                        .update();
        if (taken == 0) {
            throw new SlugTakenException(slug);
        }
    }

    private void put(WorkspaceId workspace, AccountId account, Role role, Instant now) {
        jdbc.sql(
                        "insert into backline.membership (workspace_id, account_id, role, since)"
                                + " values (?, ?, ?, ?) on conflict (workspace_id, account_id)"
                                + " do update set role = excluded.role")
                .params(workspace.value(), account.value(), role.name(), Timestamp.from(now))
                .update();
        tellOnCommit();
    }

    private void tellOnCommit() {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        listener.accept(new MembershipsChanged());
                    }
                });
    }

    private Role requireMember(WorkspaceId workspace, AccountId account) {
        return roleOf(account, workspace).orElseThrow(() -> new NoSuchMemberException(account));
    }

    private void requireOwner(WorkspaceId workspace) {
        boolean owned =
                jdbc.sql(
                                "select exists (select from backline.membership"
                                        + " where workspace_id = ? and role = 'OWNER')")
                        .param(workspace.value())
                        .query(Boolean.class)
                        .single();
        if (!owned) {
            throw new LastOwnerException();
        }
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(acts.transactions().execute(_ -> work.get()));
    }

    private void run(Runnable work) {
        acts.transactions().executeWithoutResult(_ -> work.run());
    }

    private static String properName(String name) {
        String proper = name.strip();
        boolean tooLong = proper.codePointCount(0, proper.length()) > MAX_NAME;
        if (proper.isEmpty()
                || tooLong
                || !proper.codePoints().allMatch(StoredWorkspaces::isText)) {
            throw new InvalidNameException();
        }
        return proper;
    }

    // Half of a letter cannot be stored; what steers a terminal is no part of a name.
    private static boolean isText(int sign) {
        return !Character.isISOControl(sign) && Character.getType(sign) != Character.SURROGATE;
    }

    private static Workspace workspace(ResultSet row) throws SQLException {
        return new Workspace(
                new WorkspaceId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("slug"),
                row.getTimestamp("created_at").toInstant());
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                new AccountId(row.getObject("account_id", UUID.class)),
                Role.valueOf(row.getString("role")),
                row.getTimestamp("since").toInstant());
    }
}
