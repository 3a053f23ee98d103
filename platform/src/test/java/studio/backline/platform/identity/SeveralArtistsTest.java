package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.tenancy.InvalidNameException;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.platform.tenancy.Workspaces;

/** A house for several artists: whoever runs it makes a workspace for each. */
class SeveralArtistsTest {

    private static final String PASSWORD = "seven lanterns over the harbour";
    private static Core core = Core.shared();
    private static Foundation foundation;
    private static Workspaces workspaces;
    private static AccountId operator = AccountId.next();
    private static WorkspaceId first = WorkspaceId.next();

    @BeforeAll
    static void aServerThatRuns() {
        core = Core.fresh();
        foundation = core.bean(Foundation.class);
        workspaces = core.bean(Workspaces.class);
        FirstRun firstRun = core.bean(FirstRun.class);
        NewAccount owner =
                new NewAccount(new EmailAddress("owner@example.org"), "Someone", PASSWORD);
        FirstRun.Result made =
                firstRun.complete(new FirstRunRequest(firstRun.code(), owner, "Band"));
        operator = made.account();
        first = made.workspace();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void aHouseIsForOneUntilWhoeverRunsItSaysOtherwise() {
        foundation.forSeveral(operator, false);

        refused(IdentityError.ONE_WORKSPACE, () -> foundation.foundAnother(operator, "Duo"));
        assertThat(workspaces.of(operator))
                .extracting(one -> one.workspace().name())
                .doesNotContain("Duo");
    }

    @Test
    void whoeverRunsAHouseForSeveralMakesAWorkspaceWithItsKeyAndOwnsIt() {
        foundation.forSeveral(operator, true);

        Workspace trio = foundation.foundAnother(operator, " Trio ");

        assertThat(trio.name()).isEqualTo("Trio");
        assertThat(workspaces.roleOf(operator, trio.id())).contains(Role.OWNER);
        assertThat(core.bean(WorkspaceKeys.class).exists(trio.id())).isTrue();
        assertThat(told("identity.workspace-made", trio.id())).isEqualTo(1);
    }

    @Test
    void aNameThatIsNoneMakesNothing() {
        foundation.forSeveral(operator, true);
        int before = workspaces.of(operator).size();

        assertThatThrownBy(() -> foundation.foundAnother(operator, "  "))
                .isInstanceOf(InvalidNameException.class);

        assertThat(workspaces.of(operator)).hasSize(before);
    }

    @Test
    void onlyWhoeverRunsTheHouseMakesOne() {
        foundation.forSeveral(operator, true);
        core.bean(Registration.class).setMode(operator, Registration.Mode.INVITATION);
        Invitations invitations = core.bean(Invitations.class);
        String token =
                invitations
                        .create(operator, first, new EmailAddress("two@example.org"), Role.OWNER)
                        .token();
        AccountId owner = invitations.acceptAsNew(token, "Two", PASSWORD);

        refused(IdentityError.NOT_ALLOWED, () -> foundation.foundAnother(owner, "Quartet"));
        refused(IdentityError.NOT_ALLOWED, () -> foundation.forSeveral(owner, false));
        assertThat(foundation.forSeveral()).isTrue();
    }

    private static long told(String act, WorkspaceId about) {
        return core.behind()
                .sql(
                        "select count(*) from backline.audit_entry e join backline.audit_payload p"
                                + " on p.id = e.id where e.act = ? and p.target = ?")
                .params(act, about.value())
                .query(Long.class)
                .single();
    }

    private static void refused(IdentityError error, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        IdentityException.class, e -> assertThat(e.error()).isEqualTo(error));
    }
}
