package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.mail.MailHouse.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.work.Sending;
import studio.backline.testkit.mail.SmtpLetter;
import studio.backline.testkit.mail.SmtpTurn;

/** From a planned letter to one that arrived, or of which a person decides. */
class SendLettersTest {

    private static final MailHouse HOUSE = new MailHouse();

    @AfterEach
    void clear() {
        HOUSE.server.otherwise(letter -> SmtpTurn.TAKE);
        HOUSE.core.behind().sql("delete from backline.letter").update();
        HOUSE.core.behind().sql("delete from backline.mail_suppression").update();
    }

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Test
    void aLetterArrivesOnceAndIsForgotten() {
        HOUSE.setUp();
        UUID letter = HOUSE.plan("jo@example.com");

        HOUSE.awaitRow(letter, "DONE 1");

        SmtpLetter taken = arrived("jo@example.com").getFirst();
        assertThat(taken.messageId()).isEqualTo("<letter." + letter + "@example.org>");
        assertThat(taken.content()).contains("Hello <you>.", "color-scheme", "Hello &lt;you&gt;.");
        assertThat(contentOf(letter)).as("what it said").isEmpty();
        assertThat(arrived("jo@example.com")).hasSize(1);
    }

    @Test
    void whatIsPlannedLiesSealed() {
        HOUSE.core.bean(Sending.class).pause(Optional.empty());
        try {
            HOUSE.setUp();
            UUID own = HOUSE.plan("sealed@example.com");
            UUID theirs =
                    HOUSE.mail.plan(
                            MailHouse.letter("sealed@example.com", Optional.of(HOUSE.workspace)));

            assertThat(HOUSE.row(own)).isEqualTo("PLANNED 0");
            for (UUID each : List.of(own, theirs)) {
                assertThat(new String(contentOf(each).orElseThrow())).doesNotContain("Hello");
            }
            assertThat(HOUSE.desk.open(10))
                    .extracting(ShownLetter::recipient)
                    .containsOnly("s…@example.com");
        } finally {
            HOUSE.core.bean(Sending.class).resume(Optional.empty());
        }
        await(() -> arrived("sealed@example.com").size() == 2);
    }

    @Test
    void aLetterLeavesWithWhatCausedItOrNotAtAll() {
        HOUSE.setUp();
        assertThatThrownBy(
                        () ->
                                HOUSE.core.inTransaction(
                                        () -> {
                                            HOUSE.plan("never@example.com");
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");
        UUID after = HOUSE.plan("after@example.com");

        HOUSE.awaitRow(after, "DONE 1");
        assertThat(arrived("never@example.com")).isEmpty();
    }

    @Test
    void aStormOfNotNowsIsSatOut() {
        HOUSE.setUp();
        long seed = new Random().nextLong(1_000_000);
        Random storm = new Random(seed);
        HOUSE.server.otherwise(
                letter -> {
                    synchronized (storm) {
                        return storm.nextInt(10) < 8 ? SmtpTurn.RECIPIENT_LATER : SmtpTurn.TAKE;
                    }
                });
        List<UUID> letters = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> letters.add(HOUSE.plan("s" + i + "@example.com")));
        await(() -> letters.stream().noneMatch(each -> HOUSE.row(each).equals("PLANNED 0")));
        HOUSE.server.otherwise(letter -> SmtpTurn.TAKE);

        await(
                () -> {
                    HOUSE.makeDue();
                    return HOUSE.count("DONE") == 40;
                });

        assertThat(ids(letters)).as("seed %d", seed).hasSize(40).doesNotHaveDuplicates();
        assertThat(suppressed()).isZero();
    }

    @Test
    void a421KeepsAllLettersBackForAWhile() {
        HOUSE.setUp();
        HOUSE.server.next(SmtpTurn.CLOSE_SERVICE, SmtpTurn.CLOSE_SERVICE);
        int before = HOUSE.server.connections();
        UUID letter = HOUSE.plan("busy@example.com");

        HOUSE.awaitRow(letter, "PLANNED 0 BUSY");
        assertThat(HOUSE.desk.fault()).isPresent();
        HOUSE.awaitRow(letter, "DONE 1");
        assertThat(HOUSE.desk.fault()).isEmpty();
        assertThat(arrived("busy@example.com")).hasSize(1);
        assertThat(HOUSE.server.connections() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void whatMayHaveArrivedIsShownAndSentAgainOnlyByAPerson() {
        HOUSE.setUp();
        HOUSE.server.next(SmtpTurn.CUT_AFTER_END);
        UUID letter = HOUSE.plan("perhaps@example.com");
        HOUSE.awaitRow(letter, "UNKNOWN 1 NO_REPLY");
        HOUSE.makeDue();
        HOUSE.awaitRow(HOUSE.plan("next@example.com"), "DONE 1");
        assertThat(arrived("perhaps@example.com")).as("not sent twice by itself").hasSize(1);
        assertThat(HOUSE.desk.open(10))
                .anyMatch(shown -> shown.id().equals(letter) && shown.repeatable());

        assertThatThrownBy(() -> HOUSE.desk.sendAgain(new AccountId(letter), letter))
                .isInstanceOf(IdentityException.class);
        assertThat(HOUSE.desk.sendAgain(HOUSE.operator, letter)).isTrue();

        HOUSE.awaitRow(letter, "DONE 2");
        assertThat(arrived("perhaps@example.com"))
                .extracting(SmtpLetter::messageId)
                .as("whoever has both sees that they are one")
                .containsOnly("<letter." + letter + "@example.org>")
                .hasSize(2);
        assertThat(HOUSE.desk.sendAgain(HOUSE.operator, letter)).isFalse();
    }

    @Test
    void anAddressThatIsGoneIsClosedUntilAPersonOpensIt() {
        HOUSE.setUp();
        HOUSE.server.next(SmtpTurn.RECIPIENT_GONE);
        UUID first = HOUSE.plan("gone@example.com");
        HOUSE.awaitRow(first, "REFUSED 1 RECIPIENT");
        assertThat(HOUSE.mail.isClosed(new EmailAddress("GONE@example.com"))).isTrue();
        assertThat(HOUSE.desk.open(10).getFirst().reply().orElseThrow())
                .contains("5.1.1")
                .doesNotContain("gone@");

        UUID second = HOUSE.plan("gone@example.com");
        HOUSE.awaitRow(second, "REFUSED 0 SUPPRESSED");
        assertThat(arrived("gone@example.com")).isEmpty();

        assertThat(HOUSE.desk.sendAgain(HOUSE.operator, second)).isTrue();
        HOUSE.awaitRow(second, "DONE 1");
    }

    @Test
    void aStopWaitsForTheLetterInHand() {
        HOUSE.setUp();
        HOUSE.server.next(SmtpTurn.SLOW);
        UUID letter = HOUSE.plan("slow@example.com");
        HOUSE.awaitRow(letter, "IN_FLIGHT 0");

        HOUSE.core.bean(MailDelivery.class).withdraw();

        assertThat(HOUSE.row(letter)).isEqualTo("DONE 1");
    }

    @Test
    void withoutMailLettersWaitAndNothingIsTried() {
        HOUSE.core.bean(MailSetup.class).forget(HOUSE.operator);
        assertThat(HOUSE.mail.isSet()).isFalse();
        UUID letter = HOUSE.plan("waits@example.com");
        HOUSE.makeDue();

        HOUSE.setUp();

        HOUSE.awaitRow(letter, "DONE 1");
    }

    @Test
    void aLetterThatCameTooLateIsNotSent() {
        HOUSE.core.bean(MailSetup.class).forget(HOUSE.operator);
        UUID letter = HOUSE.plan("late@example.com");
        HOUSE.core
                .behind()
                .sql("update backline.letter set expires_at = now() - interval '1 second'")
                .update();

        HOUSE.setUp();

        HOUSE.awaitRow(letter, "REFUSED 0 EXPIRED");
        assertThat(arrived("late@example.com")).isEmpty();
    }

    private static List<SmtpLetter> arrived(String address) {
        return HOUSE.server.taken().stream().filter(each -> each.to().equals(address)).toList();
    }

    private static List<String> ids(List<UUID> letters) {
        return HOUSE.server.taken().stream()
                .map(SmtpLetter::messageId)
                .filter(id -> letters.stream().anyMatch(each -> id.contains(each.toString())))
                .toList();
    }

    private static Optional<byte[]> contentOf(UUID letter) {
        return HOUSE.core
                .behind()
                .sql("select content from backline.letter where id = ? and content is not null")
                .param(letter)
                .query(byte[].class)
                .optional();
    }

    private static long suppressed() {
        return HOUSE.core
                .behind()
                .sql("select count(*) from backline.mail_suppression")
                .query(Long.class)
                .single();
    }
}
