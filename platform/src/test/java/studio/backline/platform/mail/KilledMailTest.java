package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.fault.MortalProcess;
import studio.backline.testkit.fault.Seeds;
import studio.backline.testkit.mail.SmtpLetter;
import studio.backline.testkit.mail.SmtpTurn;

/**
 * A node is killed at a place that follows from a seed, with letters in its hands and a mail server
 * that is in a bad mood. In the end no letter that was planned is lost and none was sent twice:
 * each has arrived once, or is shown as one of which nobody knows, and those are no more than were
 * in flight at a kill or than the server took without an answer.
 */
@Tag("seeded")
class KilledMailTest {

    private static final int SAMPLE = 3;

    /** What a node has in flight at once at most: a kill leaves no more in doubt. */
    private static final int IN_FLIGHT = MailConfiguration.PLACES * MailDelivery.MOST_IN_FLIGHT;

    @TempDir Path folder;

    private final Set<String> inFlight = new HashSet<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    @Test
    void whatKilledNodesLeaveAddsUp() throws Exception {
        Seeds seeds = Seeds.ofThisRun(SAMPLE);
        try (MailHouse house = new MailHouse()) {
            house.setUp();
            // From here on the processes are the only nodes: they have its folder, and its name.
            house.core.close();
            seeds.each(seed -> kill(house, seed));
            house.server.otherwise(letter -> SmtpTurn.TAKE);
            assertThat(live(house)).as("a node that ends well after %s", seeds).isZero();
            assertAddsUp(house, seeds.toString());
        }
    }

    private void kill(MailHouse house, long seed) {
        Random mood = new Random(seed);
        house.server.otherwise(letter -> turn(mood));
        assertThat(live(house, String.valueOf(seed))).isEqualTo(MortalProcess.KILLED);
        List<String> left = new ArrayList<>(ids(house, "state = 'IN_FLIGHT'"));
        left.removeAll(inFlight);
        assertThat(left).as("in flight at the kill").hasSizeLessThanOrEqualTo(IN_FLIGHT);
        inFlight.addAll(left);
    }

    private SmtpTurn turn(Random mood) {
        int drawn;
        synchronized (mood) {
            drawn = mood.nextInt(100);
        }
        if (drawn < 15) {
            return SmtpTurn.RECIPIENT_LATER;
        }
        if (drawn < 25) {
            unanswered.incrementAndGet();
            return drawn < 20 ? SmtpTurn.CUT_AFTER_END : SmtpTurn.LOSE_AFTER_END;
        }
        return SmtpTurn.TAKE;
    }

    private void assertAddsUp(MailHouse house, String seeds) throws IOException {
        Map<String, Long> copies =
                house.server.taken().stream()
                        .map(SmtpLetter::messageId)
                        .map(id -> id.replaceAll("<letter\\.|@.*", ""))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(copies.values()).as("%s: copies of a letter", seeds).containsOnly(1L);
        List<String> done = ids(house, "state = 'DONE'");
        List<String> unknown = ids(house, "state = 'UNKNOWN'");
        assertThat(ids(house, "state not in ('DONE', 'UNKNOWN')")).as(seeds).isEmpty();

        List<String> ended = new ArrayList<>(done);
        ended.addAll(unknown);
        assertThat(Files.readAllLines(folder.resolve("planned")))
                .as("%s: planned letters, each of which has its row", seeds)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .isSubsetOf(ended);
        assertThat(copies.keySet()).as("%s: arrived", seeds).containsAll(done).isSubsetOf(ended);

        assertThat(ids(house, "state = 'UNKNOWN' and reason = 'NOT_HEARD_OF'"))
                .as("%s: unknown since a node was killed", seeds)
                .containsExactlyInAnyOrderElementsOf(inFlight);
        assertThat(ids(house, "state = 'UNKNOWN' and reason <> 'NOT_HEARD_OF'"))
                .as("%s: unknown since the server did not answer", seeds)
                .hasSizeLessThanOrEqualTo(unanswered.get());
    }

    private static List<String> ids(MailHouse house, String which) {
        return house.core
                .behind()
                .sql("select id::text from backline.letter where " + which)
                .query(String.class)
                .list();
    }

    /** Runs a node to its end and gives how it ended. */
    private int live(MailHouse house, String... seed) {
        List<String> arguments = new ArrayList<>(house.core.arguments());
        arguments.add(folder.resolve("planned").toString());
        arguments.addAll(List.of(seed));
        return MortalProcess.of(MortalMailer.class, folder.resolve("console")).run(arguments);
    }
}
