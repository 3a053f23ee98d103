package studio.backline.ui.registration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.tenancy.Member;
import studio.backline.platform.tenancy.Workspaces;

class ChangeMembersTest {

    private static final WorkspaceId HERE = WorkspaceId.next();
    private static final AccountId MANAGER = AccountId.next();

    /** A window of yesterday shows as a member whoever is an owner today. */
    private final MemberDesk.Seat seat =
            new MemberDesk.Seat(
                    AccountId.next(),
                    "Ada",
                    "ada@backline.test",
                    Role.MEMBER,
                    MemberDesk.Standing.IN);

    private final MemberDesk desk =
            new MemberDesk(
                    () -> Optional.of(new Caller(HERE, Optional.of(MANAGER), Role.MANAGER)),
                    whereEverybodyIsAnOwner(),
                    null,
                    null,
                    null,
                    null);

    @Test
    void aManagerTakesNothingFromWhoHasBecomeAnOwner() {
        assertThatThrownBy(() -> desk.remove(seat)).isInstanceOf(PermissionDeniedException.class);
        assertThatThrownBy(() -> desk.change(seat, Role.VIEWER))
                .isInstanceOf(PermissionDeniedException.class);
    }

    /** Also where the screen was made in another way than by its address. */
    @Test
    void whoMayChangeNobodySeesNoAddresses() {
        for (Role role : List.of(Role.VIEWER, Role.MEMBER)) {
            MemberDesk asking =
                    new MemberDesk(
                            () -> Optional.of(new Caller(HERE, Optional.of(MANAGER), role)),
                            whereEverybodyIsAnOwner(),
                            null,
                            null,
                            null,
                            null);

            assertThatThrownBy(asking::seats).isInstanceOf(PermissionDeniedException.class);
        }
    }

    private Workspaces whereEverybodyIsAnOwner() {
        Member owner =
                new Member(seat.account(), Role.OWNER, Instant.EPOCH, Optional.empty(), false);
        return (Workspaces)
                Proxy.newProxyInstance(
                        Workspaces.class.getClassLoader(),
                        new Class<?>[] {Workspaces.class},
                        (self, asked, arguments) ->
                                asked.getName().equals("members") ? List.of(owner) : null);
    }
}
