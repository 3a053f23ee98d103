package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.core.Core;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.identity.signin.DearSignIn;
import studio.backline.platform.identity.signin.SignIn;
import studio.backline.platform.identity.signin.SignInRefusedException;

class SignInTest {

    private static final String PASSWORD = "seven lanterns over the harbour";
    private static Core core;
    private static SignIn signIn;
    private static Accounts accounts;
    private static Sessions sessions;

    private static int counter;
    private String address = "";
    private SignInDetails home = SignInDetails.unknown();
    private AccountId account = AccountId.next();

    @BeforeAll
    static void start() {
        core = Core.shared();
        signIn = core.bean(SignIn.class);
        accounts = core.bean(Accounts.class);
        sessions = core.bean(Sessions.class);
    }

    @BeforeEach
    void someoneNew() {
        counter++;
        address = "Ada.%d@Example.org".formatted(counter);
        home = from(counter);
        NewAccount ada = new NewAccount(new EmailAddress(address), "Ada Lovelace", PASSWORD);
        account = accounts.create(accounts.prepare(ada), false);
    }

    @Test
    void theRightPasswordStartsASession() {
        AccountPrincipal principal = signIn.signIn(address, PASSWORD, home);

        assertThat(principal.accountId()).isEqualTo(account);
        assertThat(sessions.check(principal.session()).map(Account::id)).contains(account);
        assertThat(principal.toString() + principal.getName())
                .doesNotContain("Ada")
                .doesNotContainIgnoringCase("example");
        assertThat(principal.session().toString()).doesNotContain(principal.session().value());
    }

    @Test
    void theAddressMayBeTypedInAnyCase() {
        assertThat(signIn.signIn("  ADA.%d@example.ORG ".formatted(counter), PASSWORD, home))
                .isNotNull();
    }

    @Test
    void springSecurityGetsThePrincipalAndNoPassword() {
        UsernamePasswordAuthenticationToken asked =
                UsernamePasswordAuthenticationToken.unauthenticated(address, PASSWORD);
        asked.setDetails(home);

        Authentication done = signIn.authenticate(asked);

        assertThat(done.isAuthenticated()).isTrue();
        assertThat(done.getCredentials()).isNull();
        assertThat(done.getAuthorities()).isEmpty();
        assertThat(done.getPrincipal()).isInstanceOf(AccountPrincipal.class);
        UsernamePasswordAuthenticationToken wrong =
                UsernamePasswordAuthenticationToken.unauthenticated(address, "no");
        assertThatThrownBy(() -> signIn.authenticate(wrong))
                .isInstanceOfSatisfying(
                        SignInRefusedException.class,
                        refusal -> assertThat(refusal.text(Locale.GERMAN)).contains("not right"));
    }

    @Test
    void aWrongPasswordAnUnknownAddressAndNoAddressGetOneAnswer() {
        String wrong = refusal(address, "something else entirely", home);

        assertThat(refusal("nobody.%d@example.org".formatted(counter), PASSWORD, home))
                .isEqualTo(wrong);
        assertThat(refusal("not an address", PASSWORD, home)).isEqualTo(wrong);
        assertThat(refusal(address, "", home)).isEqualTo(wrong);
    }

    @Test
    void anUnknownAddressTakesAboutAsLongAsAWrongPassword() {
        PasswordHash hash = core.dearPasswords();
        accounts.store(account, hash.hash(PASSWORD));
        SignIn dear = DearSignIn.of(core);
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SignInDetails place = from(50_000 + counter * 10 + i);
            String stranger = "stranger.%d.%d@example.org".formatted(counter, i);
            known.add(nanos(() -> refusal(dear, address, "wrong one " + place, place)));
            unknown.add(nanos(() -> refusal(dear, stranger, "wrong one " + place, place)));
        }
        known.sort(null);
        unknown.sort(null);
        // Medians; hashing is most of both. A skipped hash would be far below.
        assertThat((double) unknown.get(2) / known.get(2)).isBetween(0.33, 3.0);
    }

    @Test
    void guessesAreSlowedMoreAndMoreAndTheRightPasswordMustWaitAsWell() {
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(address, "guess " + i, home)).contains("not right");
        }

        assertThat(refusal(address, PASSWORD, home)).contains("Wait 1 second,");
        core.clock().pass(Duration.ofSeconds(1));
        assertThat(refusal(address, "guess", home)).contains("not right");
        assertThat(refusal(address, "guess", home)).contains("Wait 2 seconds");
        core.clock().pass(Duration.ofSeconds(2));
        assertThat(signIn.signIn(address, PASSWORD, home)).isNotNull();
        assertThat(refusal(address, "guess", home)).as("begins anew").contains("not right");
    }

    @Test
    void refusedTriesDoNotMakeTheWaitLonger() {
        for (int i = 0; i < 5; i++) {
            refusal(address, "guess " + i, home);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(refusal(address, "guess", home)).contains("Wait 1 second,");
        }
        core.clock().pass(Duration.ofSeconds(1));

        assertThat(signIn.signIn(address, PASSWORD, home)).isNotNull();
    }

    @Test
    void theWaitHasAnEndAlsoAfterManyGuesses() {
        for (int i = 0; i < 16; i++) {
            refusal(address, "guess " + i, home);
            core.clock().pass(Duration.ofMinutes(15));
        }

        refusal(address, "guess", home);
        core.clock().pass(Duration.ofMinutes(15));

        assertThat(signIn.signIn(address, PASSWORD, home)).isNotNull();
    }

    @Test
    void aStrangerCannotKeepTheOwnerOutFromWhereTheOwnerWorks() {
        signIn.signIn(address, PASSWORD, home);
        for (int i = 0; i < 27; i++) {
            refusal(address, "guess " + i, from(10_000 + counter * 100 + i));
        }

        assertThat(signIn.signIn(address, PASSWORD, home)).isNotNull();
    }

    @Test
    void fromANewPlaceTheOwnerComesInAtOnceUnderAttackAndNobodyGuessesLongThere() {
        for (int i = 0; i < 27; i++) {
            refusal(address, "guess " + i, from(20_000 + counter * 100 + i));
            refusal(address, "more " + i, from(20_000 + counter * 100 + i));
        }
        SignInDetails hotel = from(40_000 + counter);
        SignInDetails attacker = from(30_000 + counter);

        assertThat(refusal(address, "one", attacker)).contains("not right");
        assertThat(refusal(address, "two", attacker)).contains("not right");
        assertThat(refusal(address, "three", attacker)).contains("Wait");
        assertThat(signIn.signIn(address, PASSWORD, hotel)).isNotNull();
    }

    @Test
    void oneNetworkThatTriesManyAccountsIsSlowed() {
        SignInDetails attacker = from(60_000 + counter);
        String last = "";
        for (int i = 0; i < 22; i++) {
            last = refusal("victim.%d.%d@example.org".formatted(counter, i), "guess", attacker);
        }

        assertThat(last).contains("Wait");
        assertThat(signIn.signIn(address, PASSWORD, home)).isNotNull();
    }

    @Test
    void guessesAtOnceGainNothing() throws Exception {
        Callable<String> guess = () -> refusal(address, "guess", home);
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> answer :
                    threads.invokeAll(Stream.generate(() -> guess).limit(32).toList())) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).filteredOn(answer -> answer.contains("not right")).hasSize(5);
        assertThat(answers).filteredOn(answer -> answer.contains("Wait")).hasSize(27);
    }

    @Test
    void manyWindowsOfOnePersonSignInAtOnce() throws Exception {
        Callable<AccountPrincipal> window = () -> signIn.signIn(address, PASSWORD, home);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<AccountPrincipal> each :
                    threads.invokeAll(Stream.generate(() -> window).limit(4).toList())) {
                assertThat(each.get().accountId()).isEqualTo(account);
            }
        }
    }

    @Test
    void anotherNodeKnowsOfTheGuesses() {
        try (Core other = core.anotherNode()) {
            for (int i = 0; i < 5; i++) {
                refusal(address, "guess " + i, home);
            }

            assertThatThrownBy(() -> other.bean(SignIn.class).signIn(address, PASSWORD, home))
                    .hasMessageContaining("Wait 1 second");
        }
    }

    @Test
    void aPasswordIsCheckedToItsLastCharacterAndNeverTrimmed() {
        assertThat(refusal(address, PASSWORD + " ", home)).contains("not right");
        assertThat(refusal(address, PASSWORD + "x".repeat(2000), home)).contains("not right");
    }

    @Test
    void failuresAreForgottenAfterADay() {
        refusal("someone.%d@example.org".formatted(counter), "guess", from(70_000 + counter));
        core.clock().pass(Duration.ofHours(25));

        signIn.signIn(address, PASSWORD, home);

        Long left =
                core.behind()
                        .sql("select count(*) from backline.throttle where failed_at < ?")
                        .param(
                                core.clock()
                                        .instant()
                                        .minus(Duration.ofHours(24))
                                        .atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single();
        assertThat(left).isZero();
    }

    @Test
    void neitherAddressNorPasswordStandsInTheThrottle() {
        refusal(address, "guess", home);

        List<String> keys =
                core.behind()
                        .sql("select encode(key, 'escape') from backline.throttle")
                        .query(String.class)
                        .list();
        assertThat(keys)
                .isNotEmpty()
                .noneMatch(key -> key.toLowerCase(Locale.ROOT).contains("ada"));
    }

    private static String refusal(String address, String password, SignInDetails from) {
        return refusal(signIn, address, password, from);
    }

    private static String refusal(
            SignIn signIn, String address, String password, SignInDetails from) {
        try {
            signIn.signIn(address, password, from);
        } catch (IdentityException e) {
            return e.getMessage();
        }
        throw new AssertionError("signed in");
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static SignInDetails from(int place) {
        return new SignInDetails("2001:db8:%x::1".formatted(place), "Test browser");
    }
}
