package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.core.Core;
import studio.backline.platform.identity.signin.SignIn;

class SessionsTest {

    private static final String PASSWORD = "seven lanterns over the harbour";
    private static final SignInDetails HERE = new SignInDetails("192.0.2.17", "Firefox");
    private static Core core;
    private static Sessions sessions;
    private static Accounts accounts;
    private static int counter;

    private AccountId account = AccountId.next();
    private AccountId other = AccountId.next();

    @BeforeAll
    static void start() {
        core = Core.shared();
        sessions = core.bean(Sessions.class);
        accounts = core.bean(Accounts.class);
    }

    @BeforeEach
    void twoPeople() {
        account = someone();
        other = someone();
    }

    @Test
    void aSessionEndsAfterAnHourWithoutUse() {
        SessionToken used = sessions.start(account, HERE);
        SessionToken left = sessions.start(account, HERE);
        for (int i = 0; i < 4; i++) {
            core.clock().pass(Duration.ofMinutes(20));
            assertThat(sessions.check(used)).isPresent();
        }

        assertThat(sessions.check(left)).isEmpty();
    }

    @Test
    void aPasswordThatIsResetAtTheMachineEndsAllSessionsOfItsAccount() {
        SessionToken own = sessions.start(account, HERE);
        SessionToken others = sessions.start(other, HERE);
        EmailAddress address = accounts.find(account).orElseThrow().email();

        accounts.resetPassword(address, "eight lanterns under the harbour", sessions);

        assertThat(sessions.check(own)).isEmpty();
        assertThat(sessions.check(others)).isPresent();
        assertThatThrownBy(() -> accounts.resetPassword(address, "short", sessions))
                .isInstanceOf(IdentityException.class);
        assertThatThrownBy(
                        () ->
                                accounts.resetPassword(
                                        new EmailAddress("nobody@example.org"),
                                        "eight lanterns under the harbour",
                                        sessions))
                .isInstanceOf(IdentityException.class);
    }

    @Test
    void aHeartbeatIsNoUse() {
        SessionToken token = sessions.start(account, HERE);
        for (int i = 0; i < 5; i++) {
            core.clock().pass(Duration.ofMinutes(11));
            assertThat(sessions.peek(token)).isPresent();
        }
        core.clock().pass(Duration.ofMinutes(11));

        assertThat(sessions.peek(token)).isEmpty();
    }

    @Test
    void aSessionEndsAfterADayHoweverMuchItIsUsed() {
        SessionToken token = sessions.start(account, HERE);
        for (int i = 0; i < 47; i++) {
            core.clock().pass(Duration.ofMinutes(30));
            assertThat(sessions.check(token)).as("half hour %d", i).isPresent();
        }
        core.clock().pass(Duration.ofMinutes(31));

        assertThat(sessions.check(token)).isEmpty();
    }

    @Test
    void aSessionThatWasEndedIsOverAtOnceAndOnAnotherNodeAsSoonAsItHears() throws Exception {
        try (Core node = core.anotherNode()) {
            Sessions there = node.bean(Sessions.class);
            SessionToken token = sessions.start(account, HERE);
            assertThat(there.check(token)).isPresent();
            Semaphore told = new Semaphore(0);
            there.watch(told::release);

            sessions.end(token);

            assertThat(sessions.check(token)).isEmpty();
            // The clock stands still: whatever it remembers would be good for ever.
            while (there.check(token).isPresent()) {
                assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).as("told").isTrue();
            }
        }
    }

    @Test
    void whoeverWatchesIsToldOnceTheRowIsGone() {
        SessionToken here = sessions.start(account, HERE);
        SessionToken stolen = sessions.start(account, HERE);
        Semaphore told = new Semaphore(0);
        sessions.watch(told::release);

        new TransactionTemplate(core.bean(PlatformTransactionManager.class))
                .executeWithoutResult(
                        status -> {
                            sessions.endOthers(account, here);
                            assertThat(told.availablePermits()).as("before the commit").isZero();
                        });

        assertThat(told.availablePermits()).isPositive();
        assertThat(sessions.open(Set.of(here, stolen))).containsExactly(here);
    }

    @Test
    void openAreThoseWhoseRowsAreThereWhateverIsRemembered() {
        SessionToken here = sessions.start(account, HERE);
        SessionToken gone = sessions.start(other, HERE);
        SessionToken never = new SessionToken("made up");
        assertThat(sessions.check(gone)).isPresent();
        core.behind()
                .sql("delete from backline.login_session where account_id = ?")
                .param(other.value())
                .update();

        assertThat(sessions.check(gone)).as("remembered").isPresent();
        assertThat(sessions.open(Set.of(here, gone, never))).containsExactly(here);
        core.clock().pass(Sessions.IDLE);
        assertThat(sessions.open(Set.of(here, gone, never))).isEmpty();
    }

    @Test
    void aPersonSeesAndEndsTheirOwnSessionsOnly() {
        SessionToken mine = sessions.start(account, HERE);
        SessionToken phone = sessions.start(account, new SignInDetails("2001:db8::1", "Phone"));
        SessionToken theirs = sessions.start(other, HERE);

        List<Sessions.Seen> seen = sessions.list(account, mine);

        assertThat(seen)
                .extracting(Sessions.Seen::device)
                .containsExactlyInAnyOrder("Firefox", "Phone");
        assertThat(seen).filteredOn(Sessions.Seen::current).hasSize(1);
        assertThat(seen).extracting(Sessions.Seen::network).contains("c00002", "20010db80000");
        sessions.end(account, sessions.list(other, theirs).getFirst().id());
        assertThat(sessions.check(theirs)).as("not one's own").isPresent();
        Sessions.Seen onPhone = seen.stream().filter(s -> !s.current()).findFirst().orElseThrow();
        sessions.end(account, onPhone.id());
        assertThat(sessions.check(phone)).isEmpty();
        assertThat(sessions.check(mine)).isPresent();
    }

    @Test
    void allSessionsOfAPersonCanBeEnded() {
        SessionToken one = sessions.start(account, HERE);
        SessionToken two = sessions.start(account, HERE);
        SessionToken theirs = sessions.start(other, HERE);

        sessions.endAll(account);

        assertThat(sessions.check(one)).isEmpty();
        assertThat(sessions.check(two)).isEmpty();
        assertThat(sessions.check(theirs)).isPresent();
    }

    @Test
    void anotherPasswordEndsTheOtherSessions() {
        SessionToken here = sessions.start(account, HERE);
        SessionToken stolen = sessions.start(account, HERE);

        accounts.changePassword(account, PASSWORD, "nine quiet rivers at noon", sessions, here);

        assertThat(sessions.check(here)).isPresent();
        assertThat(sessions.check(stolen)).isEmpty();
        assertThat(
                        core.bean(SignIn.class)
                                .signIn(
                                        address(),
                                        "nine quiet rivers at noon",
                                        SignInDetails.unknown()))
                .isNotNull();
    }

    @Test
    void aWrongPresentPasswordChangesNothing() {
        SessionToken here = sessions.start(account, HERE);
        SessionToken there = sessions.start(account, HERE);

        assertThatThrownBy(
                        () ->
                                accounts.changePassword(
                                        account,
                                        "wrong",
                                        "nine quiet rivers at noon",
                                        sessions,
                                        here))
                .hasMessageContaining("present password");
        assertThat(sessions.check(there)).isPresent();
    }

    @Test
    void thePresentPasswordCannotBeGuessedFromAnOpenWindow() {
        SessionToken here = sessions.start(account, HERE);
        String next = "nine quiet rivers at noon";
        for (int i = 0; i < 6; i++) {
            String guess = "guess " + i;
            assertThatThrownBy(() -> accounts.changePassword(account, guess, next, sessions, here))
                    .hasMessageContaining("present password");
        }
        assertThatThrownBy(() -> accounts.changePassword(account, PASSWORD, next, sessions, here))
                .hasMessageContaining("Wait 1 second");
        core.clock().pass(Duration.ofSeconds(1));

        accounts.changePassword(account, PASSWORD, next, sessions, here);
    }

    @Test
    void theTokenItselfIsNotInTheDatabase() {
        SessionToken token = sessions.start(account, HERE);

        List<String> rows =
                core.behind()
                        .sql("select s::text from backline.login_session s")
                        .query(String.class)
                        .list();

        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(token.value()));
        assertThat(sessions.check(new SessionToken("made up"))).isEmpty();
    }

    @Test
    void aDisabledAccountHasNoSession() {
        SessionToken token = sessions.start(account, HERE);
        core.behind()
                .sql("update backline.account set disabled_at = now() where id = ?")
                .param(account.value())
                .update();
        core.clock().pass(Sessions.REMEMBERED.plusSeconds(1));

        assertThat(sessions.check(token)).isEmpty();
    }

    private String address() {
        return accounts.find(account).orElseThrow().email().value();
    }

    private static AccountId someone() {
        counter++;
        EmailAddress email = new EmailAddress("session.%d@example.org".formatted(counter));
        NewAccount account = new NewAccount(email, "Grace Hopper", PASSWORD);
        return accounts.create(accounts.prepare(account), false);
    }
}
