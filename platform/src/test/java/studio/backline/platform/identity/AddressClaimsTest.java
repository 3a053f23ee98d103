package studio.backline.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.identity.OpenedHouse.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.core.Core;
import studio.backline.platform.identity.mailed.AddressClaims;
import studio.backline.platform.identity.signin.Confirmation;
import studio.backline.platform.identity.signin.SignIn;

/** Whose a mailbox is, and another address that both mailboxes are asked about. */
class AddressClaimsTest {

    private static final String PASSWORD = "seven lanterns over the harbour";
    private static final Core core = Core.shared();
    private static final AddressClaims claims = core.bean(AddressClaims.class);
    private static final Accounts accounts = core.bean(Accounts.class);
    private static final Sessions sessions = core.bean(Sessions.class);
    private static final SignIn signIn = core.bean(SignIn.class);
    private static int counter;

    private final List<AddressClaims.Asked> box = new ArrayList<>();
    private EmailAddress old = new EmailAddress("x@example.org");
    private EmailAddress next = old;
    private AccountId account = AccountId.next();
    private SignInDetails here = SignInDetails.unknown();
    private AccountPrincipal me = new AccountPrincipal(account.value(), "", "", token());

    @BeforeEach
    void someone() {
        counter++;
        old = new EmailAddress("old.%d@example.org".formatted(counter));
        next = new EmailAddress("next.%d@example.org".formatted(counter));
        here = new SignInDetails("198.20.%d.7".formatted(counter), "Firefox");
        account = create(old);
        me = signIn.signIn(old.value(), PASSWORD, here);
    }

    @Test
    void aNewAccountIsVerifiedByTheLinkInItsMailboxOnce() {
        assertThat(claims.verifiedAt(account)).isEmpty();
        claims.verify(account, box::add);
        String token = box.getFirst().newToken();
        assertThat(claims.find(token, here).isChange()).isFalse();
        assertThat(claims.verifiedAt(account)).as("to look is not to confirm").isEmpty();

        assertThat(claims.confirm(token, here)).isTrue();

        assertThat(claims.verifiedAt(account)).isPresent();
        refused(IdentityError.ADDRESS_LINK_INVALID, () -> claims.confirm(token, here));
        assertThat(box.getFirst().toString()).doesNotContain(token, old.value());
    }

    @Test
    void anAddressChangesOnceBothMailboxesHaveAgreedInWhicheverOrder() {
        AddressClaims.Asked asked = change(next);
        assertThat(claims.confirm(asked.oldToken().orElseThrow(), here)).isFalse();
        assertThat(address()).as("one end alone changes nothing").isEqualTo(old);

        assertThat(claims.confirm(asked.newToken(), here)).isTrue();

        assertThat(address()).isEqualTo(next);
        assertThat(claims.verifiedAt(account)).isPresent();
        assertThat(signIn.signIn(next.value(), PASSWORD, here).accountId()).isEqualTo(account);
        refused(IdentityError.SIGN_IN_FAILED, () -> signIn.signIn(old.value(), PASSWORD, here));

        AddressClaims.Asked back = change(old);
        assertThat(claims.confirm(back.newToken(), here)).isFalse();
        assertThat(claims.confirm(back.oldToken().orElseThrow(), here)).isTrue();
        assertThat(address()).isEqualTo(old);
    }

    @Test
    void whoHasLostTheOldMailboxFinishesAfterThreeDaysWithoutObjection() {
        AddressClaims.Asked asked = change(next);
        refused(IdentityError.ADDRESS_WAITS, () -> claims.finish(me));
        claims.confirm(asked.newToken(), here);
        core.clock().pass(AddressClaims.OBJECTION.minusMinutes(1));
        AccountPrincipal later = signIn.signIn(old.value(), PASSWORD, here);
        refused(IdentityError.ADDRESS_WAITS, () -> claims.finish(later));
        core.clock().pass(Duration.ofMinutes(2));
        claims.finish(later);

        assertThat(address()).isEqualTo(next);
    }

    @Test
    void theOldMailboxStopsItAndEndsAllSessions() {
        AddressClaims.Asked asked = change(next);
        claims.confirm(asked.newToken(), here);
        refused(IdentityError.ADDRESS_LINK_INVALID, () -> claims.object(asked.newToken(), here));

        claims.object(asked.oldToken().orElseThrow(), here);

        assertThat(sessions.peek(me.session())).isEmpty();
        assertThat(claims.pending(account)).isEmpty();
        refused(
                IdentityError.ADDRESS_LINK_INVALID,
                () -> claims.confirm(asked.oldToken().orElseThrow(), here));
        assertThat(address()).isEqualTo(old);
    }

    @Test
    void onlyWhoHasProvenOfLateWhoTheyAreMayAsk() {
        core.clock().pass(Confirmation.GOOD_FOR.plusSeconds(1));
        refused(IdentityError.NOT_CONFIRMED, () -> claims.change(me, next, box::add));
        refused(IdentityError.NOT_CONFIRMED, () -> claims.changeWithoutMail(me, next));
        refused(IdentityError.NOT_CONFIRMED, () -> claims.finish(me));
        assertThat(box).isEmpty();
    }

    @Test
    void anotherChangeTakesThePlaceOfTheFirstAndAnOldLinkEnds() {
        AddressClaims.Asked first = change(next);
        EmailAddress third = new EmailAddress("third.%d@example.org".formatted(counter));
        AddressClaims.Asked second = change(third);
        refused(IdentityError.ADDRESS_LINK_INVALID, () -> claims.confirm(first.newToken(), here));
        refused(IdentityError.ADDRESS_SAME, () -> claims.change(me, old, box::add));

        core.clock().pass(AddressClaims.GOOD_FOR.plusSeconds(1));
        refused(IdentityError.ADDRESS_LINK_INVALID, () -> claims.confirm(second.newToken(), here));
        assertThat(address()).isEqualTo(old);
    }

    @Test
    void whoAsksForSomebodysAddressIsNotToldAndDoesNotGetIt() {
        create(next);
        AddressClaims.Asked asked = change(next);
        assertThat(asked.taken()).isTrue();
        assertThat(claims.confirm(asked.oldToken().orElseThrow(), here)).isFalse();
        assertThat(address()).isEqualTo(old);
        refused(IdentityError.EMAIL_TAKEN, () -> claims.changeWithoutMail(me, next));
    }

    @Test
    void anAddressTakenMeanwhileStaysWhoseItIs() {
        AddressClaims.Asked asked = change(next);
        claims.confirm(asked.newToken(), here);
        AccountId other = create(next);

        refused(
                IdentityError.EMAIL_TAKEN,
                () -> claims.confirm(asked.oldToken().orElseThrow(), here));

        assertThat(address()).isEqualTo(old);
        assertThat(accounts.find(next).orElseThrow().id()).isEqualTo(other);
        assertThat(claims.pending(account)).as("over").isEmpty();
    }

    @Test
    void ofTwoAccountsThatConfirmOneAddressAtOnceOneHasIt() throws Exception {
        EmailAddress second = new EmailAddress("second.%d@example.net".formatted(counter));
        create(second);
        AccountPrincipal they = signIn.signIn(second.value(), PASSWORD, here);
        AddressClaims.Asked mine = change(next);
        claims.change(they, next, box::add);
        AddressClaims.Asked theirs = box.getLast();
        claims.confirm(mine.newToken(), here);
        claims.confirm(theirs.newToken(), here);

        long done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> each :
                    threads.invokeAll(List.of(confirming(mine), confirming(theirs)))) {
                done += each.get() ? 1 : 0;
            }
        }

        assertThat(done).isEqualTo(1);
        assertThat(accounts.find(next)).isPresent();
    }

    @Test
    void inAHouseWithoutMailItChangesAtOnceAndIsNotKnownToBeTheirs() {
        claims.changeWithoutMail(me, next);
        assertThat(address()).isEqualTo(next);
        assertThat(claims.verifiedAt(account)).isEmpty();
    }

    @Test
    void strangersMailboxesAreNotWrittenToByTheHundred() {
        for (int i = 0; i < 6; i++) {
            claims.change(
                    me, new EmailAddress("m%d.%d@example.org".formatted(i, counter)), box::add);
        }
        refused(IdentityError.TOO_MANY_TRIES, () -> claims.change(me, next, box::add));
        refused(IdentityError.TOO_MANY_TRIES, () -> claims.verify(account, box::add));
    }

    private Callable<Boolean> confirming(AddressClaims.Asked asked) {
        return () -> {
            try {
                return claims.confirm(asked.oldToken().orElseThrow(), here);
            } catch (IdentityException e) {
                assertThat(e.error()).isEqualTo(IdentityError.EMAIL_TAKEN);
                return false;
            }
        };
    }

    private AddressClaims.Asked change(EmailAddress to) {
        claims.change(me, to, box::add);
        return box.getLast();
    }

    private EmailAddress address() {
        return accounts.find(account).orElseThrow().email();
    }

    private static AccountId create(EmailAddress email) {
        return accounts.create(accounts.prepare(new NewAccount(email, "Someone", PASSWORD)), false);
    }

    private static SessionToken token() {
        return new SessionToken("");
    }
}
