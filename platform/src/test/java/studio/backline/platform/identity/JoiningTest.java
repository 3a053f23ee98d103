package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.identity.OpenedHouse.PASSWORD;
import static studio.backline.platform.identity.OpenedHouse.account;
import static studio.backline.platform.identity.OpenedHouse.refused;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.tenancy.Workspaces;

/** How people come in: registration and invitations, and who runs the server. */
class JoiningTest {

    private static final OpenedHouse house = OpenedHouse.open();
    private static final Core core = house.core();
    private static final Registration registration = house.bean(Registration.class);
    private static final Invitations invitations = house.bean(Invitations.class);
    private static final Operators operators = house.bean(Operators.class);
    private static final Workspaces workspaces = house.bean(Workspaces.class);
    private static final AccountId operator = house.operator();
    private static final WorkspaceId workspace = house.workspace();
    private static int counter;

    @AfterAll
    static void stop() {
        house.close();
    }

    @BeforeEach
    void byInvitation() {
        registration.setMode(operator, Registration.Mode.INVITATION);
    }

    @Test
    void aNewServerLetsNobodyRegister() {
        try (Core fresh = Core.fresh()) {
            assertThat(fresh.bean(Registration.class).mode()).isEqualTo(Registration.Mode.CLOSED);
        }
        refused(IdentityError.REGISTRATION_CLOSED, () -> register("x@example.org"));
    }

    @Test
    void whereItIsOpenAnybodyGetsAnAccountWithAWorkspaceOfTheirOwn() {
        registration.setMode(operator, Registration.Mode.OPEN);

        Registration.Result made = register(address());

        assertThat(workspaces.roleOf(made.account(), made.workspace())).contains(Role.OWNER);
        assertThat(core.bean(WorkspaceKeys.class).exists(made.workspace())).isTrue();
        assertThat(operators.contains(made.account())).isFalse();
    }

    @Test
    void oneAddressHasOneAccountInWhateverCase() {
        registration.setMode(operator, Registration.Mode.OPEN);
        String address = address();
        register(address);
        long before = workspaceCount();

        refused(
                IdentityError.EMAIL_TAKEN,
                () -> register(address.toUpperCase(java.util.Locale.ROOT)));

        assertThat(workspaceCount()).isEqualTo(before);
    }

    @Test
    void onlyAnOperatorOpensRegistration() {
        AccountId someone = newMember(Role.OWNER);

        refused(
                IdentityError.NOT_ALLOWED,
                () -> registration.setMode(someone, Registration.Mode.OPEN));
    }

    @Test
    void anInvitationMakesAMemberOnce() {
        EmailAddress email = new EmailAddress(address());
        Invitations.Created created = invite(email, Role.MEMBER);
        assertThat(invitations.find(created.token()).email()).isEqualTo(email);
        assertThat(invitations.workspaceName(created.invitation())).contains("Band");

        AccountId joined = invitations.acceptAsNew(created.token(), "Mary Lou", PASSWORD);

        assertThat(workspaces.roleOf(joined, workspace)).contains(Role.MEMBER);
        refused(
                IdentityError.INVITATION_INVALID,
                () -> invitations.acceptAsNew(created.token(), "Again", PASSWORD));
        refused(IdentityError.INVITATION_INVALID, () -> invitations.find(created.token()));
        assertThat(created.toString()).doesNotContain(created.token());
    }

    @Test
    void theWorkspacesTrailTellsWhoInvitedWhoTookItBackAndWhoJoinedAndNoAddress() {
        long before = told().size();
        Invitations.Created back = invite(new EmailAddress(address()), Role.VIEWER);
        invitations.withdraw(house.owner(), back.invitation().id());
        invitations.withdraw(house.owner(), back.invitation().id());
        Invitations.Created created = invite(new EmailAddress(address()), Role.MEMBER);
        AccountId joined = invitations.acceptAsNew(created.token(), "Mary Lou", PASSWORD);
        registration.setMode(operator, Registration.Mode.OPEN);
        Registration.Result solo = register(address());
        Invitations.Created more = invite(mailOf(solo.account()), Role.MANAGER);
        // From a window that has the own workspace open.
        core.bean(WorkspaceScope.class)
                .run(
                        new Caller(solo.workspace(), Optional.of(solo.account()), Role.OWNER),
                        () -> invitations.accept(more.token(), solo.account()));

        assertThat(told().stream().skip(before))
                .containsExactly(
                        told("identity.invited", operator, back.invitation().id(), "VIEWER"),
                        told(
                                "identity.invitation-withdrawn",
                                operator,
                                back.invitation().id(),
                                "VIEWER"),
                        told("identity.invited", operator, created.invitation().id(), "MEMBER"),
                        told("tenancy.member-joined", joined, joined.value(), "MEMBER"),
                        told("identity.invited", operator, more.invitation().id(), "MANAGER"),
                        told(
                                "tenancy.member-joined",
                                solo.account(),
                                solo.account().value(),
                                "MANAGER"));
    }

    private static String told(String act, AccountId who, UUID whom, String role) {
        return "%s %s %s {\"role\": \"%s\"}".formatted(act, who.value(), whom, role);
    }

    private static List<String> told() {
        return core.behind()
                .sql(
                        """
                        select concat_ws(' ', e.act, p.account_id, p.target, p.facts)
                        from backline.audit_entry e
                        join backline.audit_payload p using (workspace_id, id)
                        where e.workspace_id = ? and e.act ~ '^(identity|tenancy)' order by e.seq
                        """)
                .param(workspace.value())
                .query(String.class)
                .list();
    }

    @Test
    void anInvitationAcceptedTwiceAtOnceMakesOneAccount() throws Exception {
        Invitations.Created created = invite(new EmailAddress(address()), Role.MEMBER);
        Callable<Boolean> accept =
                () -> {
                    try {
                        invitations.acceptAsNew(created.token(), "Mary Lou", PASSWORD);
                        return true;
                    } catch (IdentityException e) {
                        return false;
                    }
                };
        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> each :
                    threads.invokeAll(Stream.generate(() -> accept).limit(4).toList())) {
                won += each.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
    }

    @Test
    void someoneWithAnAccountJoinsOnlyWithTheAddressThatWasInvited() {
        registration.setMode(operator, Registration.Mode.OPEN);
        String address = address();
        AccountId invited = register(address).account();
        AccountId another = register(address()).account();
        Invitations.Created created =
                invite(new EmailAddress(address.toUpperCase(java.util.Locale.ROOT)), Role.VIEWER);

        refused(
                IdentityError.INVITATION_FOR_ANOTHER,
                () -> invitations.accept(created.token(), another));
        assertThat(workspaces.roleOf(another, workspace)).isEmpty();

        assertThat(invitations.accept(created.token(), invited)).isEqualTo(workspace);
        assertThat(workspaces.roleOf(invited, workspace)).contains(Role.VIEWER);
    }

    @Test
    void anInvitationExpiresAndCanBeWithdrawn() {
        Invitations.Created old = invite(new EmailAddress(address()), Role.MEMBER);
        core.clock().pass(Invitations.GOOD_FOR.plusSeconds(1));
        refused(IdentityError.INVITATION_INVALID, () -> invitations.find(old.token()));

        Invitations.Created withdrawn = invite(new EmailAddress(address()), Role.MEMBER);
        invitations.withdraw(house.owner(), withdrawn.invitation().id());
        refused(IdentityError.INVITATION_INVALID, () -> invitations.find(withdrawn.token()));
    }

    @Test
    void anOldInvitationIsForgotten() {
        Invitations.Created old = invite(new EmailAddress(address()), Role.MEMBER);
        core.clock().pass(Invitations.GOOD_FOR.plusDays(31));

        invite(new EmailAddress(address()), Role.MEMBER);

        assertThat(
                        core.behind()
                                .sql("select count(*) from backline.invitation where id = ?")
                                .param(old.invitation().id())
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void aSecondInvitationOfOneAddressTakesTheFirstOnesPlace() {
        EmailAddress email = new EmailAddress(address());
        Invitations.Created first = invite(email, Role.MEMBER);
        Invitations.Created second = invite(email, Role.MANAGER);

        refused(IdentityError.INVITATION_INVALID, () -> invitations.find(first.token()));
        List<Invitations.Pending> pending = invitations.list(operator, workspace);
        assertThat(pending).filteredOn(p -> p.email().equals(email)).hasSize(1);
        assertThat(invitations.find(second.token()).role()).isEqualTo(Role.MANAGER);
    }

    @Test
    void anInvitationIsGoodForAsLongAsWhoGaveItMayGiveIt() {
        AccountId manager = newMember(Role.MANAGER);
        EmailAddress email = new EmailAddress(address());
        String token = invitations.create(as(manager), email, Role.MANAGER).token();
        assertThat(invitedNow()).contains(email);

        workspaces.change(house.owner(), manager, Role.MEMBER);
        refused(IdentityError.INVITATION_INVALID, () -> invitations.find(token));
        assertThat(invitedNow()).as("by who may no longer give it").doesNotContain(email);
        workspaces.remove(house.in(manager, Role.MEMBER), manager);
        assertThat(invitedNow()).as("by who has left").doesNotContain(email);
        refused(
                IdentityError.INVITATION_INVALID,
                () -> invitations.acceptAsNew(token, "Eve", "four buoys in a flat calm"));
    }

    @Test
    void nobodyInvitesAboveTheirOwnRole() {
        AccountId manager = newMember(Role.MANAGER);
        AccountId member = newMember(Role.MEMBER);
        EmailAddress email = new EmailAddress(address());

        invitations.create(as(manager), email, Role.MANAGER);
        refused(
                IdentityError.NOT_ALLOWED,
                () -> invitations.create(as(manager), email, Role.OWNER));
        refused(
                IdentityError.NOT_ALLOWED,
                () -> invitations.create(as(member), email, Role.VIEWER));
        refused(IdentityError.NOT_ALLOWED, () -> invitations.list(member, workspace));
    }

    @Test
    void whereRegistrationIsClosedAnInvitationMakesNoAccount() {
        Invitations.Created created = invite(new EmailAddress(address()), Role.MEMBER);
        registration.setMode(operator, Registration.Mode.CLOSED);

        refused(
                IdentityError.ACCOUNTS_CLOSED,
                () -> invitations.acceptAsNew(created.token(), "Mary Lou", PASSWORD));
        assertThat(invitations.usable(created.invitation())).isFalse();
    }

    @Test
    void whereRegistrationIsClosedOnlyWhoHasAnAccountIsInvited() {
        registration.setMode(operator, Registration.Mode.OPEN);
        EmailAddress mail = mailOf(register(address()).account());
        registration.setMode(operator, Registration.Mode.CLOSED);

        refused(
                IdentityError.INVITATION_WITHOUT_ACCOUNT,
                () -> invite(new EmailAddress(address()), Role.MEMBER));
        assertThat(invitations.usable(invite(mail, Role.MEMBER).invitation())).isTrue();
    }

    @Test
    void whoIsInIsNotInvitedASecondTime() {
        EmailAddress mail = mailOf(newMember(Role.VIEWER));

        assertThatThrownBy(() -> invite(mail, Role.OWNER))
                .hasMessageContaining("already, as a viewer")
                .hasMessageContaining("change their role in the list of people");
        assertThat(invitedNow()).doesNotContain(mail);
    }

    @Test
    void anOperatorIsNoMemberOfOtherWorkspaces() {
        registration.setMode(operator, Registration.Mode.OPEN);
        WorkspaceId theirs = register(address()).workspace();

        assertThat(workspaces.roleOf(operator, theirs)).isEmpty();
        refused(IdentityError.NOT_ALLOWED, () -> invitations.list(operator, theirs));
    }

    @Test
    void oneOperatorRemains() {
        refused(IdentityError.LAST_OPERATOR, () -> operators.revoke(operator, operator));
        AccountId second = newMember(Role.MEMBER);
        refused(IdentityError.NOT_ALLOWED, () -> operators.grant(second, second));

        operators.grant(operator, second);
        assertThat(operators.contains(second)).isTrue();
        operators.revoke(operator, second);

        assertThat(operators.list()).containsExactly(operator);
    }

    private static EmailAddress mailOf(AccountId account) {
        return core.bean(Accounts.class).find(account).orElseThrow().email();
    }

    private static List<EmailAddress> invitedNow() {
        return invitations.list(operator, workspace).stream()
                .map(Invitations.Pending::email)
                .toList();
    }

    private static AccountId newMember(Role role) {
        return house.member(address(), role);
    }

    /** Whatever they say they are: it is looked up. */
    private static Caller as(AccountId account) {
        return house.in(account, Role.OWNER);
    }

    private static Invitations.Created invite(EmailAddress email, Role role) {
        return invitations.create(house.owner(), email, role);
    }

    private static Registration.Result register(String address) {
        return registration.register(account(address), "Solo", from());
    }

    /** Each from a place of its own, or the throttle would speak up. */
    private static SignInDetails from() {
        return new SignInDetails("2001:db8:%x::1".formatted(++counter), "");
    }

    private static String address() {
        return "joining.%d@example.org".formatted(++counter);
    }

    private static long workspaceCount() {
        return core.behind()
                .sql("select count(*) from backline.workspace")
                .query(Long.class)
                .single();
    }
}
