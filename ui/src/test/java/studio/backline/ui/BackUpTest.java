package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.platform.backup.PlaceChoice;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;

/** Whoever runs the house makes archives, proves them, and is told what went wrong. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackUpTest {

    private static final String SCREEN = "settings/backup";

    @TempDir private static Path folder;

    private static TestHouse house;

    @BeforeAll
    static void open() {
        house = TestHouse.open(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    @Order(1)
    void before_anything_it_says_what_is_missing_and_how_one_comes_back() {
        assertThat(house.signIn().openScreen(SCREEN).body())
                .contains(
                        "No archive was ever made.",
                        "Choose first where archives go, below.",
                        "Never: only by hand",
                        "bin/backline backup restore ");
    }

    @Test
    @Order(2)
    void an_archive_is_made_and_proven_at_the_press_of_a_button() throws Exception {
        house.backups()
                .place(
                        Optional.empty(),
                        PlaceChoice.folder(folder.resolve("archives").toString()),
                        "");
        ScreenWindow window = house.signIn().openWindow(SCREEN);
        window.go(SCREEN);

        assertThat(window.click("Make one now").body()).contains("An archive is being made");
        told(
                window,
                "is there, and the keys are beside it. It is not proven yet",
                "No archive was ever proven",
                "Never proven");

        window.click("Prove it");
        told(
                window,
                "is proven: it was built up again, counted and opened.",
                "An archive was last proven just now",
                "Proven just now");
        assertThat(house.backups().list().archives().getFirst().provenAt()).isPresent();
    }

    @Test
    @Order(3)
    void what_went_wrong_is_told_with_what_to_do_and_stays_until_one_is_made() throws Exception {
        Path place = folder.resolve("lost");
        house.backups().place(Optional.empty(), PlaceChoice.folder(place.toString()), "");
        Files.delete(place);
        ScreenWindow window = house.signIn().openWindow(SCREEN);
        window.go(SCREEN);

        window.click("Make one now");

        told(window, "mount that.");
        assertThat(house.signIn().openScreen(SCREEN).body())
                .contains("The last work on a backup failed", "mount that.");
    }

    @Test
    @Order(4)
    void who_does_not_run_the_house_sees_nothing_of_it() {
        Visitor manager = house.guest("Ulla", Role.MANAGER);

        assertThat(manager.openScreen(SCREEN).body()).contains("There is no page at this address");
    }

    /** The server tells all of this by itself, at once or one after the other. */
    private static void told(ScreenWindow window, String... texts) throws InterruptedException {
        StringBuilder heard = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            heard.append(window.news().body());
            if (Stream.of(texts).allMatch(text -> heard.indexOf(text) >= 0)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(heard.toString()).contains(texts);
    }
}
