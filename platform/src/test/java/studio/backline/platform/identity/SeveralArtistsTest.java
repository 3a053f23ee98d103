package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.identity.OpenedHouse.refused;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.tenancy.InvalidNameException;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.platform.tenancy.Workspaces;

/** A house for several artists: whoever runs it makes a workspace for each. */
class SeveralArtistsTest {

    private static final OpenedHouse house = OpenedHouse.open();
    private static final Foundation foundation = house.bean(Foundation.class);
    private static final Workspaces workspaces = house.bean(Workspaces.class);
    private static final AccountId operator = house.operator();

    @AfterAll
    static void stop() {
        house.close();
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
        assertThat(house.bean(WorkspaceKeys.class).exists(trio.id())).isTrue();
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
        house.bean(Registration.class).setMode(operator, Registration.Mode.INVITATION);
        AccountId owner = house.member("two@example.org", Role.OWNER);

        refused(IdentityError.NOT_ALLOWED, () -> foundation.foundAnother(owner, "Quartet"));
        refused(IdentityError.NOT_ALLOWED, () -> foundation.forSeveral(owner, false));
        assertThat(foundation.forSeveral()).isTrue();
    }

    private static long told(String act, WorkspaceId about) {
        return house.core()
                .behind()
                .sql(
                        "select count(*) from backline.audit_entry e join backline.audit_payload p"
                                + " on p.id = e.id where e.act = ? and p.target = ?")
                .params(act, about.value())
                .query(Long.class)
                .single();
    }
}
