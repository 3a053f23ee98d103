package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.backline.platform.backup.BackupPlan.Rhythm;

/** When an archive is due, and which are kept. */
class BackupPlanTest {

    private static final Instant WEDNESDAY_NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Retention RETENTION = new Retention(2, 3, 2);

    @Test
    void a_daily_one_is_due_after_its_hour_until_it_is_made() {
        BackupPlan plan = new BackupPlan(Rhythm.DAILY, 3, RETENTION);
        Optional<Instant> yesterday = at("2026-11-24T03:00:30Z");

        assertThat(plan.isDue(WEDNESDAY_NOON, yesterday, Optional.empty())).isTrue();
        assertThat(plan.isDue(WEDNESDAY_NOON, Optional.empty(), Optional.empty())).isTrue();
        assertThat(plan.isDue(WEDNESDAY_NOON, at("2026-11-25T03:00:30Z"), Optional.empty()))
                .isFalse();
        assertThat(plan.isDue(Instant.parse("2026-11-25T02:59:00Z"), yesterday, Optional.empty()))
                .isFalse();
    }

    @Test
    void one_that_failed_is_tried_again_after_an_hour() {
        BackupPlan plan = new BackupPlan(Rhythm.DAILY, 3, RETENTION);

        assertThat(plan.isDue(WEDNESDAY_NOON, Optional.empty(), at("2026-11-25T11:30:00Z")))
                .isFalse();
        assertThat(plan.isDue(WEDNESDAY_NOON, Optional.empty(), at("2026-11-25T10:59:00Z")))
                .isTrue();
    }

    @Test
    void a_weekly_one_is_due_from_monday_on_and_none_never() {
        BackupPlan weekly = new BackupPlan(Rhythm.WEEKLY, 3, RETENTION);

        assertThat(weekly.isDue(WEDNESDAY_NOON, at("2026-11-22T23:00:00Z"), Optional.empty()))
                .isTrue();
        assertThat(weekly.isDue(WEDNESDAY_NOON, at("2026-11-23T03:00:00Z"), Optional.empty()))
                .isFalse();
        assertThat(BackupPlan.NONE.isDue(WEDNESDAY_NOON, Optional.empty(), Optional.empty()))
                .isFalse();
    }

    @Test
    void it_is_read_as_it_was_written() {
        BackupPlan plan = new BackupPlan(Rhythm.WEEKLY, 23, new Retention(1, 0, 4));

        assertThat(BackupPlan.read(plan.written())).isEqualTo(plan);
        assertThat(BackupPlan.read("hourly")).isEqualTo(BackupPlan.NONE);
        assertThatThrownBy(() -> new Retention(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_last_are_kept_and_of_days_and_weeks_the_newest_each() {
        List<BackupEntry> all = new ArrayList<>();
        for (int hours = 0; hours < 24 * 20; hours += 12) {
            all.add(entry(WEDNESDAY_NOON.minus(Duration.ofHours(hours))));
        }

        List<String> kept = new ArrayList<>(all.stream().map(BackupEntry::name).toList());
        RETENTION.expired(all, WEDNESDAY_NOON).forEach(each -> kept.remove(each.name()));

        assertThat(kept)
                .containsExactly(
                        "2026-11-25T12:00:00Z",
                        "2026-11-25T00:00:00Z",
                        "2026-11-24T12:00:00Z",
                        "2026-11-23T12:00:00Z",
                        "2026-11-22T12:00:00Z");
    }

    @Test
    void none_is_kept_for_longer_than_erased_data_may_last_but_the_very_last() {
        BackupEntry old = entry(WEDNESDAY_NOON.minus(Duration.ofDays(31)));
        BackupEntry older = entry(WEDNESDAY_NOON.minus(Duration.ofDays(40)));

        assertThat(new Retention(5, 5, 5).expired(List.of(older, old), WEDNESDAY_NOON))
                .containsExactly(older);
    }

    @Test
    void the_last_that_was_proven_stays_while_it_may() {
        BackupEntry proven = proven(WEDNESDAY_NOON.minus(Duration.ofDays(29)));
        List<BackupEntry> all = new ArrayList<>(List.of(proven));
        for (int day = 0; day < 28; day++) {
            all.add(entry(WEDNESDAY_NOON.minus(Duration.ofDays(day))));
        }
        assertThat(RETENTION.expired(all, WEDNESDAY_NOON)).doesNotContain(proven);
        assertThat(RETENTION.expired(all, WEDNESDAY_NOON.plus(Duration.ofDays(2))))
                .contains(proven);
    }

    private static BackupEntry proven(Instant at) {
        return new BackupEntry(at.toString(), "backline-0", at, 1, Optional.of(at));
    }

    private static BackupEntry entry(Instant at) {
        return new BackupEntry(at.toString(), "backline-0", at, 1, Optional.empty());
    }

    private static Optional<Instant> at(String text) {
        return Optional.of(Instant.parse(text));
    }
}
