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
    private final MemberRows rows;

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
        this.rows = new MemberRows(jdbc, clock, listener);
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
                    rows.put(id, owner, Role.OWNER, now);
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
                                                + " where m.account_id = ? and"
                                                + MemberRows.IN
                                                + " order by lower(w.name), w.id")
                                .params(account.value(), Timestamp.from(now()))
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
                    rows.tellOnCommit();
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
                    rows.tellOnCommit();
                });
    }

    @Override
    public Optional<Role> roleOf(AccountId account, WorkspaceId workspace) {
        return inTransaction(() -> rows.roleOf(account, workspace));
    }

    @Override
    public List<Member> members(WorkspaceId workspace) {
        return inTransaction(() -> rows.of(workspace));
    }

    @Override
    public void add(WorkspaceId workspace, AccountId account, Role role, Optional<Instant> until) {
        acts.act(
                new Caller(workspace, Optional.of(account), role),
                () -> {
                    lock(workspace);
                    Optional<Member> held = rows.find(workspace, account);
                    if (held.isEmpty() || held.get().isOver(now())) {
                        rows.put(workspace, account, role, now());
                        rows.limit(workspace, account, until);
                        acts.tell("tenancy.member-joined", account.value(), role);
                    } else if (role.covers(held.get().role())) {
                        give(workspace, account, held.get().role(), role);
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
                    Member held = rows.require(by.workspace(), account);
                    if (role == Role.OWNER) {
                        rows.limit(by.workspace(), account, Optional.empty());
                    }
                    give(by.workspace(), account, held.role(), role);
                    rows.requireOwner(by.workspace());
                    return role;
                });
    }

    @Override
    public void limit(Caller by, AccountId account, Optional<Instant> until) {
        acts.act(
                by,
                () -> {
                    lock(by.workspace());
                    Member held = rows.require(by.workspace(), account);
                    if (held.role() == Role.OWNER && until.isPresent()) {
                        throw new LastOwnerException();
                    }
                    rows.limit(by.workspace(), account, until);
                    acts.tell("tenancy.member-limited", account.value(), held.role());
                    return held;
                });
    }

    @Override
    public void suspend(Caller by, AccountId account, boolean out) {
        acts.act(
                by,
                () -> {
                    lock(by.workspace());
                    Member held = rows.require(by.workspace(), account);
                    Optional<Instant> since = out ? Optional.of(now()) : Optional.empty();
                    rows.suspend(by.workspace(), account, since);
                    rows.requireOwner(by.workspace());
                    acts.tell(
                            out ? "tenancy.member-suspended" : "tenancy.member-restored",
                            account.value(),
                            held.role());
                    return held;
                });
    }

    private void give(WorkspaceId workspace, AccountId account, Role held, Role role) {
        if (role != held) {
            rows.put(workspace, account, role, now());
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
        Role held = rows.require(workspace, account).role();
        rows.remove(workspace, account);
        rows.requireOwner(workspace);
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
}
