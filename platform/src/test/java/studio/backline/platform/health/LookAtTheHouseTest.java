package studio.backline.platform.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.core.Core;
import studio.backline.platform.database.Database;
import studio.backline.platform.encryption.KeyStore;

/** What is found where the house is as it should be, and where it is not. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LookAtTheHouseTest {

    @TempDir private Path folder;

    @Test
    void a_house_that_is_to_come_has_nothing_wrong_with_it() {
        List<Diagnosis> told = locally(folder.resolve("data"), folder.resolve("root.key"));

        assertThat(told)
                .extracting(Diagnosis::key)
                .contains("key.to-come", "folder.to-come")
                .noneMatch(key -> key.startsWith("examination"));
        assertThat(told).noneMatch(it -> it.key().startsWith("key") && bad(it));
    }

    @Test
    void a_key_and_a_folder_that_others_can_read_are_told_with_what_closes_them()
            throws IOException {
        Path data = closed(folder.resolve("data"));
        Path key = folder.resolve("keys/root.key");
        Files.createDirectories(key.getParent());
        KeyStore.open(key, data);
        assertThat(keys(data, key)).contains("key.there", "folder.private");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(locally(data, key))
                .filteredOn(LookAtTheHouseTest::bad)
                .extracting(Diagnosis::key)
                .contains("key.refused", "folder.open");
        assertThat(locally(data, key))
                .filteredOn(it -> it.key().equals("folder.open"))
                .extracting(Diagnosis::remedy)
                .containsExactly("Close it: chmod 700 '%s'.".formatted(data));
    }

    @Test
    void room_is_told_before_it_runs_out_and_less_is_enough_for_what_passes() {
        long mib = 1L << 20;
        Path data = folder.resolve("data");

        assertThat(room(data, 900 * mib, 100_000 * mib)).isEqualTo("BAD room.none");
        assertThat(room(data, 4_000 * mib, 100_000 * mib)).isEqualTo("HINT room.little");
        assertThat(room(data, 6_000 * mib, 100_000 * mib)).isEqualTo("GOOD room.enough");
        assertThat(room(RoomExamination.PASSING, 900 * mib, 1_024 * mib))
                .isEqualTo("GOOD room.enough");
        assertThat(room(RoomExamination.PASSING, 200 * mib, 1_024 * mib))
                .isEqualTo("BAD room.none-to-pass");
    }

    private static String room(Path place, long free, long all) {
        Finding finding = RoomExamination.finding(place, free, all);
        return finding.severity() + " " + finding.key();
    }

    @Test
    void the_database_is_asked_whether_it_is_as_the_house_makes_it() {
        assertThat(new DatabaseExamination(database()).examine())
                .extracting(Finding::key)
                .containsExactly("database.answers");
    }

    @Test
    void a_password_that_nobody_has_given_it_is_tried_on_the_database() {
        assertThat(new ExposureExamination(database(), false).examine())
                .extracting(Finding::key)
                // A test's own may let everybody in; a packaged server's is asked in QuietServerIT.
                .containsAnyOf("exposure.password", "exposure.trust");
    }

    @Test
    void who_reaches_the_database_follows_from_where_it_listens_and_how() {
        ExposureExamination elsewhere = new ExposureExamination(database(), false);

        assertThat(ExposureExamination.ofOwn("127.0.0.1").severity()).isEqualTo(Severity.GOOD);
        assertThat(ExposureExamination.ofOwn("*").key()).isEqualTo("exposure.open");
        assertThat(elsewhere.ofWay("127.0.0.1", false, "localhost, ::1").key())
                .isEqualTo("exposure.here");
        assertThat(elsewhere.ofWay("127.0.0.1", false, "*"))
                .isEqualTo(Finding.hint("exposure.here-open", "*"));
        assertThat(elsewhere.ofWay("10.0.0.7", false, "*").key())
                .isEqualTo("exposure.clear-inside");
        assertThat(elsewhere.ofWay("fd12::7", false, "*").key()).isEqualTo("exposure.clear-inside");
        assertThat(elsewhere.ofWay("93.184.215.14", false, "*"))
                .isEqualTo(Finding.bad("exposure.clear", "93.184.215.14", "*"));
        assertThat(elsewhere.ofWay("93.184.215.14", true, "*").key())
                .isEqualTo("exposure.unverified");
    }

    @Test
    void a_clock_that_nobody_keeps_is_told_and_one_of_which_nothing_is_known() {
        assertThat(ClockExamination.kept(Optional.of(true)).severity()).isEqualTo(Severity.GOOD);
        assertThat(ClockExamination.kept(Optional.of(false)).key()).isEqualTo("clock.free");
        assertThat(ClockExamination.kept(Optional.empty()).key()).isEqualTo("clock.unsaid");
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assertThat(TimeService.keepsTime()).as("the kernel answers").isPresent();
    }

    @Test
    void clocks_are_compared_and_what_lies_in_between_is_nobodys_fault() {
        Instant before = Instant.parse("2026-03-29T00:59:59Z");
        Instant after = before.plusSeconds(5);

        assertThat(ClockExamination.compare(before, after, after.plusSeconds(1)).severity())
                .isEqualTo(Severity.GOOD);
        assertThat(ClockExamination.compare(before, after, before.minusSeconds(9)))
                .isEqualTo(Finding.hint("clock.apart", 9));
        assertThat(ClockExamination.compare(before, after, after.plus(Duration.ofHours(1))))
                .isEqualTo(Finding.bad("clock.wrong", 3600));
    }

    private static Database database() {
        return Core.shared().bean(Database.class);
    }

    private static List<String> keys(Path data, Path rootKey) {
        return locally(data, rootKey).stream().map(Diagnosis::key).toList();
    }

    private static List<Diagnosis> locally(Path data, Path rootKey) {
        return new Doctor(() -> LocalExaminations.of(data, rootKey)).examine(Locale.ENGLISH);
    }

    private static boolean bad(Diagnosis told) {
        return told.severity() == Severity.BAD;
    }

    private static Path closed(Path data) throws IOException {
        return Files.createDirectory(
                data,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
