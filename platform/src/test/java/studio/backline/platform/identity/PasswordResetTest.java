package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static studio.backline.platform.identity.OpenedHouse.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.core.Core;
import studio.backline.platform.encryption.otp.TimeBasedCode;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.mailed.PasswordReset;
import studio.backline.platform.identity.signin.FactorDuty;
import studio.backline.platform.identity.signin.SecondFactorNeededException;
import studio.backline.platform.identity.signin.SignIn;
import studio.backline.platform.identity.signin.StayingSignedIn;

/** A new password by a link in a mailbox, and nothing else by it. */
class PasswordResetTest {

    private static final String OLD = "seven lanterns over the harbour";
    private static final String NEW = "eleven anchors in the attic";
    private static final Core core = Core.shared();
    private static final PasswordReset reset = core.bean(PasswordReset.class);
    private static final Accounts accounts = core.bean(Accounts.class);
    private static final Sessions sessions = core.bean(Sessions.class);
    private static final SignIn signIn = core.bean(SignIn.class);
    private static int counter;

    private final LinkedBlockingQueue<PasswordReset.Asked> box = new LinkedBlockingQueue<>();
    private String address = "";
    private AccountId account = AccountId.next();
    private SignInDetails here = SignInDetails.unknown();

    @BeforeEach
    void someone() {
        counter++;
        address = "reset.%d@example.org".formatted(counter);
        here = new SignInDetails("198.18.%d.7".formatted(counter), "Firefox");
        NewAccount one = new NewAccount(new EmailAddress(address), "Someone", OLD);
        account = accounts.create(accounts.prepare(one), false);
    }

    @Test
    void aLinkSetsANewPasswordOnceAndEndsAllThatIsSignedIn() throws Exception {
        AccountPrincipal in = signIn.signIn(address, OLD, here);
        StayingSignedIn staying = core.bean(StayingSignedIn.class);
        String cookie = staying.begin(in, here).value();
        String token = ask();
        assertThat(reset.find(token, here).id()).isEqualTo(account);

        reset.reset(token, NEW, here);

        assertThat(sessions.peek(in.session())).isEmpty();
        assertThat(staying.resume(cookie, here)).isEmpty();
        assertThat(sessions.list(account, in.session())).as("it signs nobody in").isEmpty();
        refused(IdentityError.SIGN_IN_FAILED, () -> signIn.signIn(address, OLD, here));
        assertThat(signIn.signIn(address, NEW, here).accountId()).isEqualTo(account);
        refused(IdentityError.RESET_INVALID, () -> reset.reset(token, OLD, here));
    }

    @Test
    void aSecondFactorIsAskedForAsBefore() throws Exception {
        AccountPrincipal in = signIn.signIn(address, OLD, here);
        SecondFactors factors = core.bean(SecondFactors.class);
        byte[] secret = factors.authenticators().offer(account);
        core.bean(FactorDuty.class)
                .addApp(in, TimeBasedCode.at(secret, TimeBasedCode.step(core.clock().instant())));

        reset.reset(ask(), NEW, here);

        assertThat(factors.hasApp(account)).isTrue();
        assertThat(
                        catchThrowableOfType(
                                SecondFactorNeededException.class,
                                () -> signIn.signIn(address, NEW, here)))
                .isNotNull();
    }

    @Test
    void aLinkEndsWithItsHourAndWithThePasswordItWasAskedUnder() throws Exception {
        String late = ask();
        core.clock().pass(PasswordReset.GOOD_FOR);
        refused(IdentityError.RESET_INVALID, () -> reset.reset(late, NEW, here));

        String early = ask();
        AccountPrincipal in = signIn.signIn(address, OLD, here);
        core.clock().pass(Duration.ofSeconds(1));
        accounts.changePassword(account, OLD, NEW, sessions, in.session());
        refused(IdentityError.RESET_INVALID, () -> reset.find(early, here));
        refused(IdentityError.RESET_INVALID, () -> reset.reset(early, OLD, here));
    }

    @Test
    void theFirstOfSeveralLinksVoidsTheOthersAndABadPasswordVoidsNone() throws Exception {
        String one = ask();
        String other = ask();
        refused(IdentityError.PASSWORD_TOO_SHORT, () -> reset.reset(one, "short", here));
        refused(IdentityError.PASSWORD_PERSONAL, () -> reset.reset(one, address, here));

        reset.reset(other, NEW, here);

        refused(IdentityError.RESET_INVALID, () -> reset.reset(one, OLD, here));
    }

    @Test
    void ofManyWindowsWithOneLinkOneChangesThePassword() throws Exception {
        String token = ask();
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String mine = NEW + " " + i;
            tries.add(
                    () -> {
                        try {
                            reset.reset(token, mine, here);
                            return true;
                        } catch (IdentityException e) {
                            return false;
                        }
                    });
        }
        long done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> each : threads.invokeAll(tries)) {
                done += each.get() ? 1 : 0;
            }
        }
        assertThat(done).isEqualTo(1);
    }

    @Test
    void whatIsMadeForAnAccountIsMadeAfterTheAnswer() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        reset.ask(
                new EmailAddress(address),
                here,
                asked -> {
                    // Waits for the answer: were it on the answer's path, there would be none.
                    assertThatCode(() -> answered.await(20, TimeUnit.SECONDS))
                            .doesNotThrowAnyException();
                    box.add(asked);
                });
        assertThat(box).isEmpty();
        answered.countDown();
        assertThat(box.poll(20, TimeUnit.SECONDS)).isNotNull();

        reset.ask(new EmailAddress("nobody@example.org"), here, box::add);
        assertThat(ask()).as("the next in line").isNotEmpty();
        assertThat(box).as("nothing for nobody").isEmpty();
    }

    @Test
    void whoAsksTooOftenWaitsWhetherThereIsAnAccountOrNot() {
        for (String asked : List.of(address, "nobody.%d@example.org".formatted(counter))) {
            SignInDetails from = new SignInDetails("203.0.%d.9".formatted(asked.length()), "");
            EmailAddress email = new EmailAddress(asked);
            for (int i = 0; i < 6; i++) {
                reset.ask(email, from, box::add);
            }
            refused(IdentityError.TOO_MANY_TRIES, () -> reset.ask(email, from, box::add));
        }
    }

    @Test
    void aMailboxGetsFiveLettersAtMostAndKeepsWhatIsGood() throws Exception {
        List<String> links = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            links.add(ask());
            core.clock().pass(Duration.ofMinutes(1));
        }
        reset.ask(new EmailAddress(address), here, box::add);
        core.clock().pass(Duration.ofMinutes(1));

        assertThat(box.poll(1, TimeUnit.SECONDS)).isNull();
        assertThat(reset.find(links.getFirst(), here).id()).isEqualTo(account);
    }

    @Test
    void aForgedLinkLeadsNowhereAndTheTokenIsKeptNowhere() throws Exception {
        String token = ask();
        for (String forged : List.of("", "x", token.substring(1), token + "A", "\0", "é")) {
            refused(IdentityError.RESET_INVALID, () -> reset.find(forged, here));
        }
        assertThat(
                        core.behind()
                                .sql("select r::text from backline.password_reset r")
                                .query(String.class)
                                .list()
                                .toString())
                .doesNotContain(token);
    }

    private String ask() throws InterruptedException {
        reset.ask(new EmailAddress(address), here, this::keepOnceItStands);
        PasswordReset.Asked asked = box.poll(20, TimeUnit.SECONDS);
        assertThat(asked).isNotNull();
        assertThat(asked.toString()).doesNotContain(asked.token());
        return asked.token();
    }

    private void keepOnceItStands(PasswordReset.Asked asked) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        box.add(asked);
                    }
                });
    }
}
