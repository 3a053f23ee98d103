package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.backup.BackupNotes.Note;
import studio.backline.platform.backup.BackupPlan.Rhythm;
import studio.backline.platform.backup.PlaceChoice.Kind;
import studio.backline.platform.backup.place.BackupPlace;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.SteppingClock;
import studio.backline.platform.health.Finding;
import studio.backline.platform.work.Sending;

/** Archives come by themselves when they are due, one is proven a week, and old ones go. */
class BackupKeeperTest {

    /** The clock of tests begins an hour before. */
    private static final int HOUR = 11;

    @TempDir private Path folder;

    private final SteppingClock clock = new SteppingClock();
    private final Sending sending = Core.shared().bean(Sending.class);
    private SmallHouse house;
    private BackupDesk desk;
    private BackupKeeper keeper;

    @BeforeEach
    void open() throws Exception {
        house = SmallHouse.start(folder.resolve("data"), folder.resolve("key/root.key"));
        desk =
                new BackupDesk(
                        new Backups(house, clock, step -> {}),
                        new Places(house),
                        house,
                        Core.shared().bean(Audit.class));
        keeper = new BackupKeeper(desk, sending, clock);
        desk.place(Optional.empty(), PlaceChoice.folder(folder.resolve("archives").toString()), "");
    }

    @AfterEach
    void close() {
        sending.resume(Optional.empty());
        house.close();
    }

    @Test
    void each_day_one_is_made_the_first_is_proven_and_old_ones_go() throws Exception {
        assertThat(keeper.look()).as("nothing was planned").isFalse();
        desk.plan(Optional.empty(), new BackupPlan(Rhythm.DAILY, HOUR, new Retention(2, 3, 0)));

        assertThat(keeper.look()).as("none was ever made").isTrue();
        assertThat(keeper.look()).as("again at once").isFalse();
        assertThat(desk.list().archives().getFirst().provenAt())
                .as("the first of a week")
                .isPresent();

        List<Instant> made = new ArrayList<>();
        clock.pass(Duration.ofMinutes(59));
        for (int day = 0; day < 4; day++) {
            assertThat(keeper.look()).as("before its hour").isFalse();
            clock.pass(Duration.ofMinutes(2));
            assertThat(keeper.look()).as("after its hour").isTrue();
            made.addFirst(clock.instant().truncatedTo(ChronoUnit.SECONDS));
            clock.pass(Duration.ofDays(1).minusMinutes(2));
        }

        List<BackupEntry> left = desk.list().archives();
        assertThat(left.subList(0, 3))
                .as("the newest of three days")
                .extracting(BackupEntry::madeAt)
                .containsExactlyElementsOf(made.subList(0, 3));
        assertThat(left).as("and the last that was proven").hasSize(4);
        assertThat(left.getLast().provenAt()).isPresent();
        assertThat(left.subList(0, 3))
                .extracting(BackupEntry::provenAt)
                .containsOnly(Optional.empty());
        assertThat(acts()).contains("backup.made", "backup.proven", "backup.expired");
    }

    @Test
    void a_house_whose_sending_is_paused_makes_none() throws Exception {
        desk.plan(Optional.empty(), new BackupPlan(Rhythm.DAILY, HOUR, new Retention(1, 0, 0)));
        sending.pause(Optional.empty());

        assertThat(keeper.look()).isFalse();
        assertThat(desk.list().archives()).isEmpty();
    }

    @Test
    void after_a_failure_it_is_told_and_tried_again_an_hour_later() throws Exception {
        desk.plan(Optional.empty(), new BackupPlan(Rhythm.DAILY, HOUR, new Retention(1, 0, 0)));
        // As when a disk is not mounted after a restart.
        Files.delete(folder.resolve("archives"));

        assertThat(keeper.look()).isFalse();
        assertThat(desk.notes().lastFailure().orElseThrow().what())
                .contains("is not there", "mount that");
        assertThat(folder.resolve("archives")).as("made in its place").doesNotExist();
        assertThatThrownBy(desk::list)
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("is not there");
        assertThat(examined()).containsExactly("backup.unusable");

        Files.createDirectory(folder.resolve("archives"));
        assertThat(examined()).containsExactly("backup.there");
        clock.pass(Duration.ofMinutes(59));
        assertThat(keeper.look()).as("too early").isFalse();
        clock.pass(Duration.ofMinutes(2));
        assertThat(keeper.look()).isTrue();
        assertThat(desk.notes().lastFailure()).isEmpty();
        assertThat(examined()).containsExactly("backup.there");

        // What is under a disk that is not mounted may be there, and empty.
        FileSystemUtils.deleteRecursively(folder.resolve("archives"));
        Files.createDirectory(folder.resolve("archives"));
        assertThat(examined()).containsExactly("backup.missing");
        clock.pass(Duration.ofDays(1));
        assertThat(keeper.look()).isTrue();
        assertThat(desk.list().archives().getFirst().provenAt())
                .as("the proof of this week is gone")
                .isPresent();
    }

    @Test
    void a_place_is_tried_before_it_is_taken() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("file"), "in the way");

        for (Path wrong : List.of(inTheWay, inTheWay.resolve("archives"))) {
            assertThatThrownBy(
                            () ->
                                    desk.place(
                                            Optional.empty(),
                                            PlaceChoice.folder(wrong.toString()),
                                            ""))
                    .isInstanceOf(BackupRefusedException.class)
                    .hasMessageContaining("Nothing can be written to '" + wrong)
                    .hasMessageContaining("Check that it is a folder");
        }
        assertThat(desk.place())
                .contains(PlaceChoice.folder(folder.resolve("archives").toString()));
        assertThat(folder.resolve("archives")).as("what it was tried with").isEmptyDirectory();
    }

    /** A house that was never looked after by a plan keeps none for ever either. */
    @Test
    void whoever_makes_one_lets_old_ones_go_and_one_made_elsewhere_is_not_the_plans()
            throws Exception {
        Backups backups = new Backups(house, clock, step -> {});
        try (BackupPlace elsewhere = new FolderPlace(folder.resolve("elsewhere"))) {
            backups.create(elsewhere);
            clock.pass(Duration.ofDays(31));
            backups.create(elsewhere);
            assertThat(backups.list(elsewhere).archives()).hasSize(1);
        }
        desk.plan(Optional.empty(), new BackupPlan(Rhythm.DAILY, HOUR, new Retention(1, 0, 0)));
        assertThat(keeper.look()).as("none is where they go").isTrue();
    }

    @Test
    void what_was_made_before_an_upgrade_goes_with_its_keys_after_two_weeks() throws Exception {
        try (BackupPlace aside = ArchiveFirst.place(house.house().data())) {
            new Backups(house, clock, step -> {}).createAside(aside);
            clock.pass(Duration.ofDays(13));
            keeper.look();
            assertThat(aside.list()).hasSize(2);
            clock.pass(Duration.ofDays(2));
            keeper.look();
            assertThat(aside.list()).isEmpty();
        }
    }

    private List<String> examined() throws Exception {
        return new BackupPlaceExamination(desk, sending)
                .examine().stream().map(Finding::key).toList();
    }

    /** As when the other machine is down: nobody is at the screen at that hour. */
    @Test
    void a_place_that_is_not_reached_is_told_as_well_and_not_asked_each_minute() throws Exception {
        desk.plan(Optional.empty(), new BackupPlan(Rhythm.DAILY, HOUR, new Retention(1, 0, 0)));
        house.set(
                "backup.place",
                new PlaceChoice(Kind.SFTP, "sftp://studio@127.0.0.1/archives", "", "").written());

        assertThat(keeper.look()).isFalse();
        Note failure = desk.notes().lastFailure().orElseThrow();
        assertThat(failure.what()).contains("on another machine");

        clock.pass(Duration.ofMinutes(59));
        assertThat(keeper.look()).isFalse();
        assertThat(desk.notes().lastFailure()).contains(failure);
        clock.pass(Duration.ofMinutes(2));
        keeper.look();
        assertThat(desk.notes().lastFailure().orElseThrow().at()).isAfter(failure.at());
    }

    private List<String> acts() throws Exception {
        return List.of(
                house.query(
                                "backline_owner",
                                "select string_agg(act, ' ') from backline.audit_entry")
                        .split(" "));
    }
}
