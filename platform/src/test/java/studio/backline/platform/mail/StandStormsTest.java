package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.backline.platform.mail.MailHouse.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.backline.platform.work.Bell;
import studio.backline.testkit.mail.SmtpLetter;
import studio.backline.testkit.mail.SmtpTurn;

/**
 * Many letters and a mail server that fails for most of them, in one way or in all. When it is over
 * each has arrived once, or is shown as one of which nobody knows; and none is sent twice.
 */
@Timeout(180)
class StandStormsTest {

    private static final MailHouse HOUSE = new MailHouse();
    private static final int LETTERS = 40;

    /** A short letter is written to its end before the cut is seen. */
    private static final Set<SmtpTurn> MAY_LOSE_THE_END =
            EnumSet.of(SmtpTurn.CUT_AFTER_END, SmtpTurn.LOSE_AFTER_END, SmtpTurn.CUT_IN_CONTENT);

    private final long seed = new Random().nextLong(1_000_000);
    private final Random storm = new Random(seed);

    @BeforeEach
    void clear() {
        HOUSE.server.otherwise(letter -> SmtpTurn.TAKE);
        HOUSE.core.behind().sql("delete from backline.letter").update();
        HOUSE.setUp();
    }

    @AfterEach
    void calm() {
        HOUSE.server.otherwise(letter -> SmtpTurn.TAKE);
        HOUSE.core.bean(MailBreaker.class).close();
    }

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "RECIPIENT_LATER",
                "CONTENT_LATER",
                "CLOSE_SERVICE",
                "CUT_IN_CONTENT",
                "CUT_AFTER_END",
                "LOSE_AFTER_END",
                "SLOW"
            })
    void eightOfTenFailInOneWay(SmtpTurn turn) {
        HOUSE.server.otherwise(letter -> drawn(10) < 8 ? turn : SmtpTurn.TAKE);

        List<UUID> letters = ride();

        assertAddsUp(letters);
        if (!MAY_LOSE_THE_END.contains(turn)) {
            assertThat(HOUSE.count("DONE")).as("seed %d", seed).isEqualTo(LETTERS);
        } else {
            assertThat(HOUSE.count("UNKNOWN")).as("seed %d", seed).isPositive();
        }
    }

    @Test
    void allAtOnce() {
        SmtpTurn[] ways = {
            SmtpTurn.RECIPIENT_LATER, SmtpTurn.CONTENT_LATER, SmtpTurn.CLOSE_SERVICE,
            SmtpTurn.CUT_IN_CONTENT, SmtpTurn.CUT_AFTER_END, SmtpTurn.LOSE_AFTER_END,
            SmtpTurn.SLOW, SmtpTurn.TAKE
        };
        HOUSE.server.otherwise(letter -> ways[drawn(ways.length)]);

        assertAddsUp(ride());
    }

    private int drawn(int of) {
        synchronized (storm) {
            return storm.nextInt(of);
        }
    }

    /** Plans letters into the storm, lets it blow, and then the sun shine. */
    private List<UUID> ride() {
        List<UUID> letters = new ArrayList<>();
        IntStream.range(0, LETTERS)
                .forEach(i -> letters.add(HOUSE.plan("storm" + i + "@example.com")));
        for (int gust = 0; gust < 6; gust++) {
            HOUSE.core.bean(MailBreaker.class).close();
            wakeWhatWaits();
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
        HOUSE.server.otherwise(letter -> SmtpTurn.TAKE);
        await(
                () -> {
                    HOUSE.core.bean(MailBreaker.class).close();
                    wakeWhatWaits();
                    return HOUSE.count("PLANNED") + HOUSE.count("IN_FLIGHT") == 0;
                });
        return letters;
    }

    /** Not what is in flight: that would say that its worker was not heard of. */
    private static void wakeWhatWaits() {
        HOUSE.core
                .behind()
                .sql(
                        "update backline.letter set due_at = clock_timestamp()"
                                + " where state = 'PLANNED' and worker is null")
                .update();
        HOUSE.core.bean(Bell.class).ring(MailWorker.TOPIC);
    }

    private void assertAddsUp(List<UUID> letters) {
        Map<String, Long> copies =
                HOUSE.server.taken().stream()
                        .map(SmtpLetter::messageId)
                        .filter(id -> letters.stream().anyMatch(one -> id.contains(one.toString())))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(copies.values()).as("seed %d: copies", seed).containsOnly(1L);
        assertThat(HOUSE.count("DONE") + HOUSE.count("UNKNOWN"))
                .as("seed %d: done or unknown", seed)
                .isEqualTo(LETTERS);
        letters.stream()
                .filter(each -> HOUSE.row(each).startsWith("DONE"))
                .forEach(
                        each ->
                                assertThat(copies)
                                        .as("seed %d", seed)
                                        .containsKey("<letter." + each + "@example.org>"));
    }
}
