package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.permission.Role;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.core.Core;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.identity.FirstRunRequest.Plays;
import studio.backline.platform.identity.signin.SignIn;
import studio.backline.platform.tenancy.TenancyException;
import studio.backline.platform.tenancy.Workspaces;

class FirstRunTest {

    private static final String PASSWORD = "seven lanterns over the harbour";

    private Core core = Core.shared();
    private FirstRun firstRun = core.bean(FirstRun.class);

    @BeforeEach
    void aNewServer() {
        core = Core.fresh();
        firstRun = core.bean(FirstRun.class);
    }

    @AfterEach
    void stop() {
        core.close();
    }

    @Test
    void theFirstRunMakesAnOperatorWhoOwnsAWorkspaceWithAKey() {
        assertThat(firstRun.open()).isTrue();

        FirstRun.Result made = firstRun.complete(request(firstRun.code(), "ada@example.org"));

        assertThat(firstRun.open()).isFalse();
        assertThat(core.bean(Operators.class).list()).containsExactly(made.account());
        Workspaces workspaces = core.bean(Workspaces.class);
        assertThat(workspaces.roleOf(made.account(), made.workspace())).contains(Role.OWNER);
        assertThat(workspaces.find(made.workspace()).orElseThrow().slug())
                .isEqualTo("the-lanterns");
        assertThat(core.bean(WorkspaceKeys.class).exists(made.workspace())).isTrue();
        assertThat(
                        core.bean(SignIn.class)
                                .signIn("ada@example.org", PASSWORD, SignInDetails.unknown())
                                .accountId())
                .isEqualTo(made.account());
        assertThat(core.bean(Audit.class).verify(AuditChain.INSTANCE).isWhole()).isTrue();
    }

    @Test
    void theCodeMayBeTypedAsPeopleType() {
        String typed = " " + firstRun.code().toLowerCase(Locale.ROOT).replace('-', ' ');

        firstRun.checkCode(typed);
        firstRun.complete(request(typed, "ada@example.org"));

        assertThat(firstRun.open()).isFalse();
    }

    @Test
    void withoutTheCodeNothingIsMade() {
        refused(IdentityError.CODE_WRONG, request("AAAA-BBBB-CCCC", "ada@example.org"));
        refused(IdentityError.CODE_WRONG, request("", "ada@example.org"));

        assertThat(accounts()).isZero();
        assertThat(firstRun.open()).isTrue();
    }

    @Test
    void aStrangerWhoGuessesKeepsNobodyOut() {
        for (int i = 0; i < 100; i++) {
            refused(IdentityError.CODE_WRONG, request("AAAA-BBBB-C" + i, "ada@example.org"));
        }

        firstRun.complete(request(firstRun.code(), "ada@example.org"));

        assertThat(firstRun.open()).isFalse();
    }

    @Test
    void itRunsOnceAlsoOnAnotherNodeAndAfterARestart() {
        firstRun.complete(request(firstRun.code(), "ada@example.org"));

        refused(IdentityError.FIRST_RUN_DONE, request(firstRun.code(), "eve@example.org"));
        try (Core node = core.anotherNode()) {
            FirstRun there = node.bean(FirstRun.class);
            assertThat(there.open()).isFalse();
            assertThatThrownBy(() -> there.checkCode(there.code()))
                    .hasMessageContaining("set up already");
        }
        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void twoAtOnceMakeOne() throws Exception {
        try (Core node = core.anotherNode();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> tries =
                    IntStream.range(0, 4)
                            .<Callable<Boolean>>mapToObj(
                                    i -> () -> wins(i % 2 == 0 ? core : node, i))
                            .toList();
            int won = 0;
            for (Future<Boolean> each : threads.invokeAll(tries)) {
                won += each.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
        assertThat(accounts()).isEqualTo(1);
    }

    @Test
    void aTryThatBreaksOffLeavesNothingAndTheNextOneSucceeds() {
        FirstRunRequest nameless =
                new FirstRunRequest(
                        firstRun.code(),
                        new NewAccount(new EmailAddress("ada@example.org"), "Ada", PASSWORD),
                        "",
                        Plays.ME);
        assertThatThrownBy(() -> firstRun.complete(nameless)).isInstanceOf(TenancyException.class);
        core.behind()
                .sql("alter table backline.first_run add constraint broken check (id = 2)")
                .update();
        assertThatThrownBy(() -> firstRun.complete(request(firstRun.code(), "ada@example.org")))
                .hasMessageContaining("broken");
        core.behind().sql("alter table backline.first_run drop constraint broken").update();
        assertThat(accounts()).isZero();
        assertThat(firstRun.open()).isTrue();

        firstRun.complete(request(firstRun.code(), "ada@example.org"));

        assertThat(firstRun.open()).isFalse();
    }

    @Test
    void aWeakPasswordIsRefusedAndNothingIsMade() {
        FirstRunRequest weak =
                new FirstRunRequest(
                        firstRun.code(),
                        new NewAccount(new EmailAddress("ada@example.org"), "Ada", "password1234"),
                        "The Lanterns",
                        Plays.ME);

        refused(IdentityError.PASSWORD_WEAK, weak);
        assertThat(accounts()).isZero();
    }

    @Test
    void aSlugFollowsFromTheNameOrIsMadeUp() {
        assertThat(Foundation.slug("Dvořák & Söhne")).isEqualTo("dvorak-sohne");
        assertThat(Foundation.slug("東京")).matches("w-[0-9a-z]{4}");
        assertThat(Foundation.slug("Admin")).matches("admin-[0-9a-z]{4}");
        assertThat(Foundation.slug("x".repeat(90))).hasSize(40);
        assertThat(Foundation.slug("a " + "-".repeat(90))).matches("a-[0-9a-z]{4}");
    }

    @ParameterizedTest
    @CsvSource({"ME, CLOSED, false", "TEAM, INVITATION, false", "SEVERAL, INVITATION, true"})
    void whoPlaysSaysWhoMayComeInAndWhetherThereAreFurtherWorkspaces(
            Plays plays, Registration.Mode door, boolean several) {
        FirstRunRequest said = request(firstRun.code(), "ada@example.org");

        firstRun.complete(
                new FirstRunRequest(said.code(), said.account(), said.workspaceName(), plays));

        assertThat(core.bean(Registration.class).mode()).isEqualTo(door);
        assertThat(core.bean(Foundation.class).forSeveral()).isEqualTo(several);
    }

    private boolean wins(Core node, int number) {
        FirstRun run = node.bean(FirstRun.class);
        try {
            run.complete(request(run.code(), "racer.%d@example.org".formatted(number)));
            return true;
        } catch (IdentityException e) {
            assertThat(e.error()).isEqualTo(IdentityError.FIRST_RUN_DONE);
            return false;
        }
    }

    private void refused(IdentityError error, FirstRunRequest request) {
        assertThatThrownBy(() -> firstRun.complete(request))
                .isInstanceOfSatisfying(
                        IdentityException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private long accounts() {
        return core.behind()
                .sql("select count(*) from backline.account")
                .query(Long.class)
                .single();
    }

    private static FirstRunRequest request(String code, String address) {
        NewAccount account = new NewAccount(new EmailAddress(address), "Ada Lovelace", PASSWORD);
        return new FirstRunRequest(code, account, "The Lanterns", Plays.ME);
    }
}
