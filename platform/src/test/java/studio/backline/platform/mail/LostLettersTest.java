package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.mail.MailOutcome;
import studio.backline.platform.work.Backoff;
import studio.backline.platform.work.Sending;

/** Nodes that are killed or frozen with letters in their hands. */
class LostLettersTest {

    private static final MailHouse HOUSE = new MailHouse();
    private static final Backoff BACKOFF =
            new Backoff(
                    java.time.Duration.ofSeconds(1),
                    java.time.Duration.ofSeconds(1),
                    9,
                    java.util.random.RandomGenerator.getDefault());

    LostLettersTest() {
        HOUSE.core.bean(Sending.class).pause(Optional.empty());
        HOUSE.setUp();
    }

    @AfterEach
    void clear() {
        HOUSE.core.behind().sql("delete from backline.letter").update();
    }

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Test
    void whatAKilledNodeHadInFlightIsUnknownAndTheRestIsFree() {
        UUID first = HOUSE.plan("one@example.com");
        UUID second = HOUSE.plan("two@example.com");
        List<HeldLetter> held = HOUSE.table.claim("killed", 10);
        HOUSE.table.turn(List.of(), of(held, first));

        HOUSE.table.recover("killed");

        assertThat(HOUSE.row(first)).isEqualTo("UNKNOWN 0 NOT_HEARD_OF");
        assertThat(HOUSE.row(second)).isEqualTo("PLANNED 0");
        assertThat(HOUSE.table.claim("next", 10)).extracting(HeldLetter::id).containsOnly(second);
    }

    @Test
    void anotherNodeFindsItWhenTheLeaseHasRunOut() {
        UUID letter = HOUSE.plan("one@example.com");
        List<HeldLetter> held = HOUSE.table.claim("frozen", 10);
        HOUSE.table.turn(List.of(), held);
        assertThat(HOUSE.table.claim("other", 10)).isEmpty();
        assertThat(HOUSE.row(letter)).isEqualTo("IN_FLIGHT 0");

        HOUSE.makeDue();

        assertThat(HOUSE.table.claim("other", 10)).isEmpty();
        assertThat(HOUSE.row(letter)).isEqualTo("UNKNOWN 0 NOT_HEARD_OF");
    }

    @Test
    void whoWakesAndKnowsTheEndSaysIt() {
        UUID letter = HOUSE.plan("one@example.com");
        List<HeldLetter> held = HOUSE.table.claim("frozen", 10);
        HOUSE.table.turn(List.of(), held);
        HOUSE.makeDue();
        HOUSE.table.claim("other", 10);

        settle(held, new MailOutcome.Accepted("250 ok"));

        assertThat(HOUSE.row(letter)).isEqualTo("DONE 1");
    }

    @Test
    void whoWakesAfterSomebodyDecidedSaysNothing() {
        UUID letter = HOUSE.plan("one@example.com");
        List<HeldLetter> held = HOUSE.table.claim("frozen", 10);
        HOUSE.table.turn(List.of(), held);
        HOUSE.makeDue();
        HOUSE.table.claim("other", 10);
        assertThat(HOUSE.desk.sendAgain(HOUSE.operator, letter)).isTrue();

        settle(held, new MailOutcome.Accepted("250 ok"));

        assertThat(HOUSE.row(letter)).isEqualTo("PLANNED 0");
    }

    @Test
    void whoClaimedAndWokeTooLateBeginsNothing() {
        HOUSE.plan("one@example.com");
        List<HeldLetter> late = HOUSE.table.claim("frozen", 10);
        HOUSE.makeDue();
        List<HeldLetter> held = HOUSE.table.claim("other", 10);

        assertThat(HOUSE.table.turn(List.of(), late)).isEmpty();
        assertThat(HOUSE.table.turn(List.of(), held)).hasSize(1);
    }

    private static List<HeldLetter> of(List<HeldLetter> held, UUID letter) {
        return held.stream().filter(each -> each.id().equals(letter)).toList();
    }

    private static void settle(List<HeldLetter> held, MailOutcome outcome) {
        HOUSE.table.turn(
                held.stream().map(each -> Settlement.of(each, outcome, BACKOFF)).toList(),
                List.of());
    }
}
