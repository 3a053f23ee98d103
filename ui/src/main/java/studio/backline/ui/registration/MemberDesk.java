package studio.backline.ui.registration;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.Invitations;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.Member;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.ui.caller.HousePermissions;

/** The people of the caller's workspace. Nobody gives or takes more than their own role holds. */
final class MemberDesk {

    private final CallerSource callers;
    private final Workspaces workspaces;
    private final Accounts accounts;
    private final Invitations invitations;
    private final InvitationPost post;
    private final HousePermissions permissions;

    MemberDesk(
            CallerSource callers,
            Workspaces workspaces,
            Accounts accounts,
            Invitations invitations,
            InvitationPost post,
            HousePermissions permissions) {
        this.callers = callers;
        this.workspaces = workspaces;
        this.accounts = accounts;
        this.invitations = invitations;
        this.post = post;
        this.permissions = permissions;
    }

    /**
     * Someone's place in the workspace.
     *
     * @param account who
     * @param name as others see it
     * @param mail the address of the account
     * @param role as what
     * @param standing whether they are in
     */
    record Seat(AccountId account, String name, String mail, Role role, Standing standing) {}

    /**
     * Whether somebody is in.
     *
     * @param until to when; empty: for good
     * @param suspended kept out for now
     * @param over the end has come
     */
    record Standing(Optional<Instant> until, boolean suspended, boolean over) {

        static final Standing IN = new Standing(Optional.empty(), false, false);
    }

    List<Seat> seats() {
        List<Member> members = workspaces.members(allowed(Role.VIEWER).workspace());
        Map<AccountId, Account> known =
                accounts.find(members.stream().map(Member::account).toList()).stream()
                        .collect(Collectors.toMap(Account::id, Function.identity()));
        return members.stream()
                .flatMap(
                        member ->
                                Optional.ofNullable(known.get(member.account()))
                                        .map(account -> seat(member, account))
                                        .stream())
                .toList();
    }

    private static Seat seat(Member member, Account account) {
        return new Seat(
                account.id(),
                account.displayName(),
                account.email().value(),
                member.role(),
                new Standing(member.until(), member.suspended(), member.isOver(Instant.now())));
    }

    List<Invitations.Pending> invited() {
        Caller caller = caller();
        return invitations.list(account(caller), caller.workspace());
    }

    /** Roles that the caller may give, and the one that is held. */
    List<Role> grantable(Role held) {
        Role own = caller().role();
        return Arrays.stream(Role.values())
                .filter(role -> own.covers(role) || role == held)
                .toList();
    }

    boolean mayChange(Seat seat) {
        // Nobody locks themselves out by a slip: another one who may has to do it.
        Caller caller = caller();
        return caller.role().covers(seat.role()) && !seat.account().equals(account(caller));
    }

    void change(Seat seat, Role role) {
        Caller caller = over(seat);
        allowed(role);
        workspaces.change(caller, seat.account(), role);
    }

    /** Until when; empty: for good. */
    void limit(Seat seat, Optional<Instant> until) {
        workspaces.limit(over(seat), seat.account(), until);
    }

    /** Keeps somebody out, or lets them in again. */
    void suspend(Seat seat, boolean out) {
        workspaces.suspend(over(seat), seat.account(), out);
    }

    void remove(Seat seat) {
        Caller caller = over(seat);
        workspaces.remove(caller, seat.account());
    }

    /** By mail where the house sends any; else the link is shown, once. */
    InvitationPost.Made invite(EmailAddress mail, Invitations.Place place) {
        return post.invite(allowed(place.role()), mail, place);
    }

    /** The whole link of an invitation; empty where the browser has to complete it. */
    Optional<String> link(String token) {
        return post.link(token);
    }

    boolean mailsInvitations() {
        return post.mails();
    }

    /** Whether the caller may open an address that was closed. */
    boolean opensAddresses() {
        return permissions.has(HousePermissions.OPERATE);
    }

    void withdraw(Invitations.Pending invitation) {
        invitations.withdraw(caller(), invitation.id());
    }

    /** By the role of now: an old window shows somebody as what they were. */
    private Caller over(Seat seat) {
        Optional<Role> now =
                workspaces.members(caller().workspace()).stream()
                        .filter(member -> member.account().equals(seat.account()))
                        .map(Member::role)
                        .findFirst();
        return allowed(now.orElse(seat.role()));
    }

    private Caller allowed(Role role) {
        Caller caller = caller();
        if (!caller.role().covers(Role.MANAGER) || !caller.role().covers(role)) {
            throw new PermissionDeniedException(HousePermissions.MEMBERS);
        }
        return caller;
    }

    private Caller caller() {
        return callers.find()
                .orElseThrow(() -> new PermissionDeniedException(HousePermissions.MEMBERS));
    }

    private static AccountId account(Caller caller) {
        return caller.account()
                .orElseThrow(() -> new PermissionDeniedException(HousePermissions.MEMBERS));
    }
}
