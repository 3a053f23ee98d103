package studio.backline.distribution.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.backline.testkit.FirstEvening;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;
import studio.backline.testkit.fault.Fault;
import studio.backline.testkit.fault.FaultyHouse;

/**
 * The database is restarted under people who ask for pages all the time: each gets an answer, and
 * whoever was signed in still is.
 */
class DatabaseRestartedIT {

    private static final int PEOPLE = 4;
    private static final Duration ASKING = Duration.ofSeconds(20);

    /** Longer than a session is believed without a look at its row. */
    private static final Duration AWAY = Duration.ofSeconds(7);

    /** Nobody waits longer for a page, whatever is in it. */
    private static final Duration LONGEST = Duration.ofSeconds(45);

    @Test
    void whoeverAsksMeanwhileIsAnsweredAndStaysSignedIn() {
        try (FaultyHouse house = FaultyHouse.start()) {
            Operator operator = FirstEvening.open(house.server());
            List<Visitor> people =
                    Stream.generate(() -> FirstEvening.signIn(house.server(), operator))
                            .limit(PEOPLE)
                            .toList();
            Queue<Answer> answers = new ConcurrentLinkedQueue<>();

            house.suffer(
                    new Fault.DatabaseRestarted(Duration.ofSeconds(1), AWAY),
                    () ->
                            people.stream()
                                    .map(
                                            each ->
                                                    CompletableFuture.runAsync(
                                                            () -> ask(each, answers)))
                                    .toList()
                                    .forEach(CompletableFuture::join));

            assertThat(answers)
                    .as("answers")
                    .allMatch(each -> each.page().status() < 400 || isTold(each.page()))
                    .allMatch(each -> each.took().compareTo(LONGEST) < 0)
                    .anyMatch(each -> isTold(each.page()));
            for (Visitor each : people) {
                Page after = each.open("");
                assertThat(after.status()).isEqualTo(200);
                assertThat(after.url().getPath()).isNotEqualTo("/sign-in");
            }
        }
    }

    private record Answer(Page page, Duration took) {}

    private static void ask(Visitor visitor, Queue<Answer> answers) {
        long end = System.nanoTime() + ASKING.toNanos();
        while (System.nanoTime() < end) {
            long from = System.nanoTime();
            Page page = visitor.open("");
            answers.add(new Answer(page, Duration.ofNanos(System.nanoTime() - from)));
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** A page of the house in words, and nothing of what went wrong inside. */
    private static boolean isTold(Page page) {
        return page.status() >= 500
                && page.body().contains("</html>")
                && !page.body().contains("Exception");
    }
}
