package studio.backline.platform.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * Workspaces and who belongs to them. A workspace has an owner at all times. Checks no permission:
 * who may call is the caller's matter. Takes part in the thread's transaction, or makes one.
 */
public interface Workspaces {

    /**
     * Makes a workspace with its first owner.
     *
     * @throws InvalidNameException for an empty or overlong name
     * @throws InvalidSlugException for a slug of wrong form
     * @throws SlugTakenException when another has, or had, the slug
     */
    Workspace create(String name, String slug, AccountId owner);

    /** The workspace with this id. */
    Optional<Workspace> find(WorkspaceId workspace);

    /** The workspace that has, or once had, this slug. */
    Optional<Workspace> bySlug(String slug);

    /** All that the account belongs to now, by name. */
    List<Membership> of(AccountId account);

    /**
     * Gives it a name and a slug: both, or neither where one of them is refused.
     *
     * @param slug may be the one that it has; an old one goes on leading to it
     */
    void rename(WorkspaceId workspace, String name, String slug);

    /** Gives it another slug; the old one goes on leading to it. */
    void move(WorkspaceId workspace, String slug);

    /**
     * As what the account belongs to the workspace; empty when it does not, when that is over, or
     * while it is kept out.
     */
    Optional<Role> roleOf(AccountId account, WorkspaceId workspace);

    /**
     * Who belongs to it, owners first, then by time of joining; also who is kept out, and guests of
     * whom that is over.
     */
    List<Member> members(WorkspaceId workspace);

    /**
     * Adds a member, who joins by themselves; one who is there keeps the role that covers more. The
     * workspace's audit trail tells of it.
     *
     * @param until to when; empty: for good
     */
    void add(WorkspaceId workspace, AccountId account, Role role, Optional<Instant> until);

    /** The same, for good. */
    default void add(WorkspaceId workspace, AccountId account, Role role) {
        add(workspace, account, role, Optional.empty());
    }

    /**
     * Says until when somebody belongs to the workspace of whoever does it.
     *
     * @param until empty: for good
     * @throws LastOwnerException for an owner, who belongs to it for good
     */
    void limit(Caller by, AccountId account, Optional<Instant> until);

    /**
     * Keeps a member of the workspace of whoever does it out, or lets them in again: roles, work
     * and place stay theirs.
     *
     * @throws LastOwnerException when no owner would be left
     */
    void suspend(Caller by, AccountId account, boolean out);

    /**
     * Gives a member of the workspace of whoever does it another role; its audit trail tells of it.
     *
     * @throws LastOwnerException when no owner would be left
     */
    void change(Caller by, AccountId account, Role role);

    /**
     * Ends a membership in the workspace of whoever does it, whose audit trail tells of it: as
     * having left where that is the member, as taken out otherwise.
     *
     * @throws LastOwnerException when no owner would be left
     */
    void remove(Caller by, AccountId account);
}
