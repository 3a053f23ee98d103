package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.core.Core;
import studio.backline.platform.identity.FirstRunRequest.Plays;

/**
 * A house of its own after its first evening.
 *
 * @param core what it runs on
 * @param operator whoever opened it
 * @param workspace the first one, "Band"
 */
record OpenedHouse(Core core, AccountId operator, WorkspaceId workspace) implements AutoCloseable {

    /** Everybody's. */
    static final String PASSWORD = "seven lanterns over the harbour";

    static OpenedHouse open() {
        Core core = Core.fresh();
        FirstRun firstRun = core.bean(FirstRun.class);
        FirstRun.Result made =
                firstRun.complete(
                        new FirstRunRequest(
                                firstRun.code(), account("owner@example.org"), "Band", Plays.ME));
        return new OpenedHouse(core, made.account(), made.workspace());
    }

    <T> T bean(Class<T> type) {
        return core.bean(type);
    }

    /** Somebody with a new account who was invited to the first workspace. */
    AccountId member(String address, Role role) {
        Invitations invitations = bean(Invitations.class);
        String token = invitations.create(owner(), new EmailAddress(address), role).token();
        return invitations.acceptAsNew(token, "Someone", PASSWORD);
    }

    /** Whoever opened it, in the first workspace. */
    Caller owner() {
        return in(operator, Role.OWNER);
    }

    /** Somebody in the first workspace. */
    Caller in(AccountId account, Role role) {
        return new Caller(workspace, Optional.of(account), role);
    }

    static NewAccount account(String address) {
        return new NewAccount(new EmailAddress(address), "Someone", PASSWORD);
    }

    static void refused(IdentityError error, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        IdentityException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    @Override
    public void close() {
        core.close();
    }
}
