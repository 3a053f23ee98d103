package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static studio.backline.platform.identity.OpenedHouse.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.core.Core;
import studio.backline.platform.encryption.otp.TimeBasedCode;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.signin.Confirmation;
import studio.backline.platform.identity.signin.FactorDuty;
import studio.backline.platform.identity.signin.HalfSignedIn;
import studio.backline.platform.identity.signin.SecondFactorNeededException;
import studio.backline.platform.identity.signin.SecondStep;
import studio.backline.platform.identity.signin.SignIn;
import studio.backline.platform.tenancy.Workspaces;

/** The second step, recovery codes, proving again who one is, and who must have a factor. */
class SecondFactorTest {

    private static final String PASSWORD = "seven lanterns over the harbour";
    private static final SignInDetails HERE = new SignInDetails("192.0.2.99", "Firefox");
    private static Core core;
    private static SignIn signIn;
    private static SecondStep second;
    private static SecondFactors factors;
    private static FactorDuty duty;
    private static Confirmation confirmation;
    private static Sessions sessions;
    private static Accounts accounts;
    private static int counter;

    private String address = "";
    private AccountId account = AccountId.next();
    private AccountPrincipal here = new AccountPrincipal(account.value(), "", "", token());
    private byte[] secret = new byte[0];

    @BeforeAll
    static void start() {
        core = Core.shared();
        signIn = core.bean(SignIn.class);
        second = core.bean(SecondStep.class);
        factors = core.bean(SecondFactors.class);
        duty = core.bean(FactorDuty.class);
        confirmation = core.bean(Confirmation.class);
        sessions = core.bean(Sessions.class);
        accounts = core.bean(Accounts.class);
    }

    @BeforeEach
    void someoneWithAnApp() {
        counter++;
        address = "second.%d@example.org".formatted(counter);
        NewAccount one = new NewAccount(new EmailAddress(address), "Someone", PASSWORD);
        account = accounts.create(accounts.prepare(one), false);
        here = signIn.signIn(address, PASSWORD, HERE);
        secret = factors.authenticators().offer(account);
        assertThat(duty.addApp(here, now())).isTrue();
        core.clock().pass(TimeBasedCode.STEP);
    }

    @Test
    void thePasswordAloneOpensNothing() {
        assertThat(half().account()).isEqualTo(account.value());
        assertThat(sessions.list(account, here.session())).hasSize(1);
    }

    @Test
    void aCodeOfNowSignsInOnce() {
        String code = now();
        AccountPrincipal in = second.signIn(half(), code, HERE);

        assertThat(sessions.check(in.session())).isPresent();
        wrong(code);
        core.clock().pass(TimeBasedCode.STEP);
        second.signIn(half(), now(), HERE);
    }

    @Test
    void theCodeBeforeIsTakenForWhoTypedWhileItChangedAndNoOlderOne() {
        String before = now();
        core.clock().pass(TimeBasedCode.STEP);
        second.signIn(half(), before, HERE);

        core.clock().pass(TimeBasedCode.STEP);
        String old = now();
        core.clock().pass(TimeBasedCode.STEP.multipliedBy(2));
        wrong(old);
    }

    @Test
    void theSameCodeInParallelSignsInOnce() throws Exception {
        HalfSignedIn half = half();
        String code = now();
        assertThat(atOnce(() -> second.signIn(half, code, HERE))).isEqualTo(1);
    }

    @Test
    void aRecoveryCodeIsSpentOnceAlsoByTwoAtOnceAndTypedAnyhow() throws Exception {
        List<String> codes = factors.recoveryCodes().renew(account);
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        HalfSignedIn half = half();
        String typed = codes.getFirst().toLowerCase(java.util.Locale.ROOT).replace("-", " ");

        assertThat(atOnce(() -> second.signIn(half, typed, HERE))).isEqualTo(1);
        assertThat(factors.recoveryCodes().left(account)).isEqualTo(9);
        factors.recoveryCodes().renew(account);
        core.clock().pass(Duration.ofMinutes(20));
        wrong(codes.get(1));
    }

    @Test
    void guessingIsSlowedAndAnotherPasswordBeginsAnew() {
        HalfSignedIn half = half();
        for (int i = 0; i < 6; i++) {
            refused(IdentityError.SECOND_FACTOR_WRONG, () -> second.signIn(half, "000000", HERE));
        }
        refused(IdentityError.TOO_MANY_TRIES, () -> second.signIn(half, now(), HERE));

        accounts.resetPassword(new EmailAddress(address), PASSWORD + "!", sessions);
        refused(IdentityError.SECOND_STEP_OVER, () -> second.signIn(half, now(), HERE));
        HalfSignedIn anew =
                catchThrowableOfType(
                                SecondFactorNeededException.class,
                                () -> signIn.signIn(address, PASSWORD + "!", HERE))
                        .half();
        assertThat(second.signIn(anew, now(), HERE)).isNotNull();
    }

    @Test
    void theSecondStepHasItsTime() {
        HalfSignedIn half = half();
        core.clock().pass(SecondStep.TIME);
        refused(IdentityError.SECOND_STEP_OVER, () -> second.signIn(half, now(), HERE));
    }

    @Test
    void textsOfStrangersAreRefused() {
        for (String typed : List.of("", "1", "١٢٣٤٥٦", "x".repeat(1_000_000), "\u0000", "null")) {
            wrong(typed);
            core.clock().pass(Duration.ofMinutes(15));
        }
    }

    @Test
    void anotherAppTakesThePlaceOfTheFirstOnlyOnceItsCodeWasRight() {
        byte[] next = factors.authenticators().offer(account);
        assertThat(next).isNotEqualTo(secret);
        assertThat(factors.authenticators().offer(account)).as("the same page").isEqualTo(next);
        assertThat(duty.addApp(here, "000000")).isFalse();
        second.signIn(half(), now(), HERE);

        core.clock().pass(TimeBasedCode.STEP);
        assertThat(duty.addApp(here, code(next))).isTrue();
        core.clock().pass(TimeBasedCode.STEP);
        wrong(now());
        second.signIn(half(), code(next), HERE);
    }

    @Test
    void aChangeOfFactorsEndsTheOtherSessions() {
        AccountPrincipal elsewhere = second.signIn(half(), now(), HERE);
        duty.removeApp(here);

        assertThat(sessions.check(elsewhere.session())).isEmpty();
        assertThat(sessions.check(here.session())).isPresent();
        assertThat(signIn.signIn(address, PASSWORD, HERE)).isNotNull();
    }

    @Test
    void ownersKeepOneFactor() {
        core.bean(Workspaces.class).create("Band", "band-two-" + counter, account);

        assertThat(duty.binds(account)).isTrue();
        refused(IdentityError.LAST_FACTOR, () -> duty.removeApp(here));
        assertThat(factors.hasApp(account)).isTrue();
        duty.removeAll(account);
        assertThat(duty.isLacking(account)).isTrue();
        assertThat(sessions.check(here.session())).isEmpty();
    }

    @Test
    void membersMayHaveNone() {
        duty.removeApp(here);
        core.bean(Workspaces.class)
                .add(
                        core.bean(Workspaces.class)
                                .create("Band", "band-of-" + counter, AccountId.next())
                                .id(),
                        account,
                        Role.MANAGER);
        assertThat(duty.isLacking(account)).isFalse();
    }

    @Test
    void whoHasNotProvenOfLateProvesAgainWithBothFactors() {
        assertThat(confirmation.isFresh(here)).isTrue();
        core.clock().pass(Confirmation.GOOD_FOR);
        refused(IdentityError.NOT_CONFIRMED, () -> confirmation.require(here));
        refused(
                IdentityError.PASSWORD_WRONG,
                () -> confirmation.byPassword(here, "not this one", now()));
        refused(
                IdentityError.SECOND_FACTOR_WRONG,
                () -> confirmation.byPassword(here, PASSWORD, "000000"));

        confirmation.byPassword(here, PASSWORD, now());
        confirmation.require(here);
    }

    @Test
    void theSecretLiesSealed() {
        byte[] kept =
                core.behind()
                        .sql("select secret from backline.authenticator where account_id = ?")
                        .param(account.value())
                        .query(byte[].class)
                        .single();
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret, java.nio.charset.StandardCharsets.ISO_8859_1));
        core.behind()
                .sql(
                        "update backline.authenticator set secret_id = account_id where account_id = ?")
                .param(account.value())
                .update();
        HalfSignedIn half = half();
        assertThatThrownBy(() -> second.signIn(half, now(), HERE))
                .hasMessageContaining("identity.authenticator.secret");
    }

    private HalfSignedIn half() {
        return catchThrowableOfType(
                        SecondFactorNeededException.class,
                        () -> signIn.signIn(address, PASSWORD, HERE))
                .half();
    }

    private void wrong(String code) {
        HalfSignedIn half = half();
        refused(IdentityError.SECOND_FACTOR_WRONG, () -> second.signIn(half, code, HERE));
    }

    private String now() {
        return code(secret);
    }

    private static String code(byte[] secret) {
        return TimeBasedCode.at(secret, TimeBasedCode.step(core.clock().instant()));
    }

    private static SessionToken token() {
        return new SessionToken("");
    }

    /** How many of eight at once came in. */
    private static long atOnce(Callable<AccountPrincipal> in) throws Exception {
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(
                    () -> {
                        try {
                            return in.call() != null;
                        } catch (IdentityException e) {
                            return false;
                        }
                    });
        }
        long taken = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> done : threads.invokeAll(tries)) {
                taken += done.get() ? 1 : 0;
            }
        }
        return taken;
    }
}
