package studio.backline.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.platform.tenancy.WorkspaceActs;
import studio.backline.platform.tenancy.Workspaces;

/**
 * Invitations to a workspace: bound to an address and a role, good once and for seven days. The
 * link is shown to the one who invites, to be passed on.
 */
public final class Invitations {

    /** For so long an invitation is good. */
    public static final Duration GOOD_FOR = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final InvitationRows rows;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Accounts accounts;
    private final Workspaces workspaces;
    private final Registration registration;
    private final WorkspaceActs acts;

    Invitations(
            JdbcClient jdbc,
            Clock clock,
            Accounts accounts,
            Workspaces workspaces,
            Registration registration,
            WorkspaceActs acts) {
        this.jdbc = jdbc;
        this.rows = new InvitationRows(jdbc);
        this.transactions = acts.transactions();
        this.clock = clock;
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.registration = registration;
        this.acts = acts;
    }

    /**
     * An invitation that has not been accepted.
     *
     * @param id its id
     * @param workspace where to
     * @param email to whom
     * @param place as what
     * @param createdAt since when
     * @param expiresAt until when
     */
    public record Pending(
            UUID id,
            WorkspaceId workspace,
            EmailAddress email,
            Place place,
            Instant createdAt,
            Instant expiresAt) {

        /** As what. */
        public Role role() {
            return place.role();
        }

        /** No address. */
        @Override
        public String toString() {
            return "Pending[%s]".formatted(id);
        }
    }

    /**
     * What somebody is invited to be.
     *
     * @param role as what
     * @param until to when; empty: for good
     */
    public record Place(Role role, Optional<Instant> until) {

        /** An owner belongs to a workspace for good. */
        public Place {
            if (role == Role.OWNER && until.isPresent()) {
                throw new IdentityException(IdentityError.NOT_ALLOWED);
            }
        }
    }

    /**
     * A new invitation.
     *
     * @param invitation itself
     * @param token the part of the link that proves it; shown now and never again
     */
    public record Created(Pending invitation, String token) {

        /** Not the token. */
        @Override
        public String toString() {
            return "Created[%s]".formatted(invitation.id());
        }
    }

    /**
     * Invites; an owner's or manager's right, and for no more than their own role. An older
     * invitation of the same address to the same workspace is withdrawn. The workspace's audit
     * trail tells of it, and of no address.
     *
     * @throws IdentityException {@code NOT_ALLOWED}, or {@code INVITATION_WITHOUT_ACCOUNT} where no
     *     new accounts are made and nobody has this address: the link would lead nowhere; {@code
     *     ALREADY_MEMBER} where whoever has it is in
     */
    public Created create(Caller by, EmailAddress email, Role role) {
        return create(by, email, new Place(role, Optional.empty()));
    }

    /** The same, also for a guest. */
    public Created create(Caller by, EmailAddress email, Place place) {
        Role role = place.role();
        AccountId account = account(by);
        WorkspaceId workspace = by.workspace();
        String token = SecureTokens.token();
        Instant now = clock.instant();
        Pending pending =
                new Pending(
                        TimeOrderedUuid.next(), workspace, email, place, now, now.plus(GOOD_FOR));
        acts.act(
                by,
                () -> {
                    Role own = requireManager(account, workspace);
                    if (!own.covers(role)) {
                        throw new IdentityException(IdentityError.NOT_ALLOWED);
                    }
                    if (!usable(pending)) {
                        throw new IdentityException(IdentityError.INVITATION_WITHOUT_ACCOUNT);
                    }
                    accounts.find(email)
                            .flatMap(known -> workspaces.roleOf(known.id(), workspace))
                            .ifPresent(Invitations::refuseTwice);
                    rows.forgetOld(clock.instant());
                    rows.withdrawOlder(workspace, email);
                    rows.insert(pending, account, token);
                    acts.tell("identity.invited", pending.id(), role);
                    return pending;
                });
        return new Created(pending, token);
    }

    /** Its link goes by mail alone: whoever comes by it has that mailbox. */
    public void markMailed(Pending invitation) {
        String sql = "update backline.invitation set mailed = true where id = ?";
        jdbc.sql(sql).param(invitation.id()).update();
    }

    private static AccountId account(Caller by) {
        return by.account().orElseThrow(() -> new IdentityException(IdentityError.NOT_ALLOWED));
    }

    private static void refuseTwice(Role held) {
        throw new IdentityException(IdentityError.ALREADY_MEMBER, rank(held));
    }

    /** What the text counts by. */
    private static int rank(Role role) {
        return switch (role) {
            case VIEWER -> 0;
            case MEMBER -> 1;
            case MANAGER -> 2;
            case OWNER -> 3;
        };
    }

    /**
     * Those of a workspace that can still be accepted, the newest first: whoever gave one is there
     * and may give it.
     */
    public List<Pending> list(AccountId by, WorkspaceId workspace) {
        return transactions.execute(
                status -> {
                    requireManager(by, workspace);
                    return jdbc
                            .sql(
                                    """
                                    select %s, invited_by from backline.invitation
                                    where workspace = :workspace and accepted_at is null
                                      and expires_at > :now
                                    order by id desc
                                    """
                                            .formatted(InvitationRows.COLUMNS))
                            .param("workspace", workspace.value())
                            .param("now", at(clock.instant()))
                            .query(
                                    (row, number) ->
                                            new Given(InvitationRows.pending(row), account(row)))
                            .stream()
                            .filter(this::isStoodFor)
                            .map(Given::invitation)
                            .toList();
                });
    }

    /** Withdraws one; an owner's or manager's right. */
    public void withdraw(Caller by, UUID invitation) {
        acts.act(
                by,
                () -> {
                    requireManager(account(by), by.workspace());
                    jdbc.sql(
                                    """
                                    delete from backline.invitation
                                    where id = :id and workspace = :workspace
                                    returning role
                                    """)
                            .param("id", invitation)
                            .param("workspace", by.workspace().value())
                            .query((row, number) -> Role.valueOf(row.getString("role")))
                            .optional()
                            .ifPresent(
                                    role ->
                                            acts.tell(
                                                    "identity.invitation-withdrawn",
                                                    invitation,
                                                    role));
                    return invitation;
                });
    }

    /**
     * What a link invites to, for the page that opens from it.
     *
     * @throws IdentityException {@code INVITATION_INVALID}
     */
    public Pending find(String token) {
        return transactions.execute(status -> byToken(token, ""));
    }

    /** The workspace's name that an invitation shows. */
    public Optional<String> workspaceName(Pending invitation) {
        return workspaces.find(invitation.workspace()).map(Workspace::name);
    }

    /** Whether whom it is for has an account. */
    public boolean known(Pending invitation) {
        return accounts.find(invitation.email()).isPresent();
    }

    /** Whether whom it is for can accept it as things stand: has an account, or may make one. */
    public boolean usable(Pending invitation) {
        return registration.mode() != Registration.Mode.CLOSED || known(invitation);
    }

    /**
     * Makes the account a member.
     *
     * @throws IdentityException {@code INVITATION_INVALID}, or {@code INVITATION_FOR_ANOTHER} when
     *     the account has another address than the one invited
     */
    public WorkspaceId accept(String token, AccountId by) {
        return acts.act(
                joining(find(token), Optional.of(by)),
                () -> {
                    Pending invitation = byToken(token, "for update");
                    boolean same =
                            accounts.find(by)
                                    .map(Account::email)
                                    .map(EmailAddress::key)
                                    .filter(invitation.email().key()::equals)
                                    .isPresent();
                    if (!same) {
                        throw new IdentityException(IdentityError.INVITATION_FOR_ANOTHER);
                    }
                    return join(invitation, by);
                });
    }

    /**
     * Makes an account for the address that was invited, and a member of it.
     *
     * @throws IdentityException {@code ACCOUNTS_CLOSED} where no new accounts are made; {@code
     *     EMAIL_TAKEN} when there is one: sign in and accept; what is wrong else
     */
    public AccountId acceptAsNew(String token, String displayName, String password) {
        if (registration.mode() == Registration.Mode.CLOSED) {
            throw new IdentityException(IdentityError.ACCOUNTS_CLOSED);
        }
        Pending invited = find(token);
        NewAccount account = new NewAccount(invited.email(), displayName, password);
        Accounts.Prepared prepared = accounts.prepare(account);
        return acts.act(
                joining(invited, Optional.empty()),
                () -> {
                    Pending invitation = byToken(token, "for update");
                    AccountId id = accounts.create(prepared, false);
                    join(invitation, id);
                    return id;
                });
    }

    /** In the workspace that is joined, whichever one has open meanwhile. */
    private static Caller joining(Pending invitation, Optional<AccountId> who) {
        return new Caller(invitation.workspace(), who, invitation.role());
    }

    private WorkspaceId join(Pending invitation, AccountId account) {
        workspaces.add(
                invitation.workspace(), account, invitation.role(), invitation.place().until());
        jdbc.sql(
                        """
                        with used as (update backline.invitation set accepted_at = :now
                                      where id = :id returning mailed)
                        update backline.account set verified_at = coalesce(verified_at, :now)
                        where id = :account and (select mailed from used)
                        """)
                .param("now", at(clock.instant()))
                .param("id", invitation.id())
                .param("account", account.value())
                .update();
        return invitation.workspace();
    }

    private Pending byToken(String token, String lock) {
        return jdbc.sql(
                        """
                        select %s, invited_by from backline.invitation
                        where token_hash = :hash and accepted_at is null and expires_at > :now %s
                        """
                                .formatted(InvitationRows.COLUMNS, lock))
                .param("hash", SecureTokens.digest(token))
                .param("now", at(clock.instant()))
                .query((row, number) -> new Given(InvitationRows.pending(row), account(row)))
                .optional()
                .filter(this::isStoodFor)
                .map(Given::invitation)
                .orElseThrow(() -> new IdentityException(IdentityError.INVITATION_INVALID));
    }

    /** Who was taken out would otherwise come back by an invitation made before. */
    private boolean isStoodFor(Given given) {
        Pending invitation = given.invitation();
        return given.by()
                .flatMap(by -> workspaces.roleOf(by, invitation.workspace()))
                .filter(role -> role.covers(Role.MANAGER) && role.covers(invitation.role()))
                .isPresent();
    }

    private record Given(Pending invitation, Optional<AccountId> by) {}

    private static Optional<AccountId> account(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("invited_by", UUID.class)).map(AccountId::new);
    }

    private Role requireManager(AccountId by, WorkspaceId workspace) {
        return workspaces
                .roleOf(by, workspace)
                .filter(role -> role.covers(Role.MANAGER))
                .orElseThrow(() -> new IdentityException(IdentityError.NOT_ALLOWED));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
