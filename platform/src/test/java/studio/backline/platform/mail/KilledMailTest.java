package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.fault.MortalProcess;
import studio.backline.testkit.mail.SmtpLetter;
import studio.backline.testkit.mail.SmtpTurn;

/**
 * A node is killed at a place that follows from a seed, with letters in its hands and a mail server
 * that is in a bad mood. In the end no letter is lost and none was sent twice: each has arrived
 * once, or is shown as one of which nobody knows.
 */
class KilledMailTest {

    @TempDir Path folder;

    @Test
    void whatAFewLeaveAddsUp() throws Exception {
        kill(3);
    }

    @Test
    @Tag("soak")
    void whatManyLeaveAddsUp() throws Exception {
        kill(Integer.getInteger("backline.seeds", 200));
    }

    private void kill(int times) throws Exception {
        long first = RandomGenerator.getDefault().nextLong(1_000_000);
        try (MailHouse house = new MailHouse()) {
            house.setUp();
            // From here on the processes are the only nodes: they have its folder, and its name.
            house.core.close();
            Random mood = new Random(first);
            house.server.otherwise(letter -> turn(mood));
            for (int i = 0; i < times; i++) {
                assertThat(live(house, String.valueOf(first + i)))
                        .as("a node that is to die by the seed %d", first + i)
                        .isEqualTo(MortalProcess.KILLED);
            }
            house.server.otherwise(letter -> SmtpTurn.TAKE);
            assertThat(live(house)).as("a node that ends well after seed %d", first).isZero();
            assertAddsUp(house, "seeds %d to %d".formatted(first, first + times - 1));
        }
    }

    private static SmtpTurn turn(Random mood) {
        int drawn;
        synchronized (mood) {
            drawn = mood.nextInt(100);
        }
        if (drawn < 15) {
            return SmtpTurn.RECIPIENT_LATER;
        }
        if (drawn < 20) {
            return SmtpTurn.CUT_AFTER_END;
        }
        return drawn < 25 ? SmtpTurn.LOSE_AFTER_END : SmtpTurn.TAKE;
    }

    private static void assertAddsUp(MailHouse house, String seeds) {
        Map<String, Long> copies =
                house.server.taken().stream()
                        .map(SmtpLetter::messageId)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(copies.values()).as(seeds + ": copies of a letter").containsOnly(1L);
        List<String> done = ids(house, "DONE");
        List<String> unknown = ids(house, "UNKNOWN");
        assertThat(copies.keySet()).as(seeds + ": arrived").containsAll(done);
        assertThat(Collections.disjoint(done, unknown)).isTrue();
        List<String> known = new ArrayList<>(done);
        known.addAll(unknown);
        assertThat(known).as(seeds + ": has a row").containsAll(copies.keySet());
        assertThat(house.count("PLANNED") + house.count("IN_FLIGHT") + house.count("REFUSED"))
                .as(seeds + ": neither done nor unknown")
                .isZero();
        assertThat(done).as(seeds).isNotEmpty();
    }

    private static List<String> ids(MailHouse house, String state) {
        return house.core
                .behind()
                .sql(
                        "select '<letter.' || id || '@example.org>' from backline.letter where"
                                + " state = ?")
                .param(state)
                .query(String.class)
                .list();
    }

    /** Runs a node to its end and gives how it ended. */
    private int live(MailHouse house, String... seed) {
        List<String> arguments = new ArrayList<>(house.core.arguments());
        arguments.addAll(List.of(seed));
        return MortalProcess.of(MortalMailer.class, folder.resolve("console")).run(arguments);
    }
}
