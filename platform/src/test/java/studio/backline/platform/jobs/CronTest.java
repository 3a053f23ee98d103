package studio.backline.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Berlin's clocks went forward at 01:00 UTC on 29 March 2026, and go back on 25 October. */
class CronTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aTimeThatIsSkippedInSpringComesAnHourLater() {
        assertThat(times("0 30 2 * * *", "2026-03-28T00:00:00Z", 3))
                .containsExactly(
                        "2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void aTimeThatComesTwiceInAutumnCountsOnce() {
        assertThat(times("0 30 2 * * *", "2026-10-24T00:00:00Z", 3))
                .containsExactly(
                        "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void askedBetweenTheTwoItIsTheNextNight() {
        assertThat(times("0 30 2 * * *", "2026-10-25T01:10:00Z", 1))
                .containsExactly("2026-10-26T01:30:00Z");
    }

    @Test
    void everyHourIsEveryHourThatPasses() {
        assertThat(times("0 0 * * * *", "2026-10-24T23:30:00Z", 4))
                .containsExactly(
                        "2026-10-25T00:00:00Z",
                        "2026-10-25T01:00:00Z",
                        "2026-10-25T02:00:00Z",
                        "2026-10-25T03:00:00Z");
        assertThat(times("0 0 * * * *", "2026-03-28T23:30:00Z", 4))
                .containsExactly(
                        "2026-03-29T00:00:00Z",
                        "2026-03-29T01:00:00Z",
                        "2026-03-29T02:00:00Z",
                        "2026-03-29T03:00:00Z");
    }

    @Test
    void everyQuarterOfAnHourToo() {
        assertThat(times("0 */15 * * * *", "2026-10-25T00:40:00Z", 4))
                .containsExactly(
                        "2026-10-25T00:45:00Z",
                        "2026-10-25T01:00:00Z",
                        "2026-10-25T01:15:00Z",
                        "2026-10-25T01:30:00Z");
    }

    @Test
    void halfAnHourOfSummerTimeIsHalfAnHour() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        Instant before = Instant.parse("2026-10-03T15:00:00Z");

        assertThat(new Cron("0 15 2 * * *", lordHowe).after(before))
                .contains(Instant.parse("2026-10-03T15:45:00Z"));
    }

    @Test
    void whatNeverComesIsEmptyAndWhatIsNoTimeIsRefused() {
        assertThat(new Cron("0 0 0 31 2 *", BERLIN).after(Instant.EPOCH)).isEmpty();
        assertThatThrownBy(() -> new Cron("every night", BERLIN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Both nights of the year are among them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 * * * *",
                "0 */7 * * * *",
                "0 30 2 * * *",
                "0 0,30 2,3 * * *",
                "*/20 * 3 * * MON",
                "0 0 0 1 * *"
            })
    void theLastThatHasComeIsTheOneThatStepsWouldReach(String cron) {
        Cron times = new Cron(cron, BERLIN);
        Instant first = times.after(Instant.parse("2026-01-01T00:00:00Z")).orElseThrow();
        for (String now :
                List.of(
                        first.toString(),
                        "2026-03-29T00:59:59Z",
                        "2026-03-29T01:30:00Z",
                        "2026-10-25T00:30:00Z",
                        "2026-10-25T01:30:00Z",
                        "2026-12-31T23:59:59Z")) {
            assertThat(times.latest(first, Instant.parse(now)))
                    .as(now)
                    .isEqualTo(stepped(times, first, Instant.parse(now)));
        }
    }

    private static Instant stepped(Cron times, Instant from, Instant now) {
        Instant latest = from;
        Optional<Instant> next = times.after(latest);
        while (next.isPresent() && !next.get().isAfter(now)) {
            latest = next.get();
            next = times.after(latest);
        }
        return latest;
    }

    /** Steps would take minutes, in each of which nobody's jobs are claimed. */
    @Test
    @Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatComesEachSecondAndWasOffForYearsIsFoundAtOnce() {
        Instant now = Instant.parse("2036-11-23T12:00:00.5Z");

        assertThat(
                        new Cron("* * * * * *", BERLIN)
                                .latest(Instant.parse("2026-11-23T12:00:00Z"), now))
                .isEqualTo(Instant.parse("2036-11-23T12:00:00Z"));
        assertThat(
                        new Cron("* * 3 * * *", BERLIN)
                                .latest(Instant.parse("2026-11-23T02:00:00Z"), now))
                .isEqualTo(Instant.parse("2036-11-23T02:59:59Z"));
    }

    private static List<String> times(String cron, String from, int howMany) {
        Cron times = new Cron(cron, BERLIN);
        return Stream.iterate(Instant.parse(from), each -> times.after(each).orElseThrow())
                .skip(1)
                .limit(howMany)
                .map(Instant::toString)
                .toList();
    }
}
