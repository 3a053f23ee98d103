package studio.backline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** The same tasks at the width of a phone, by day and on stage. */
class PhoneIT {

    private static final int PEOPLE = 60;

    @TempDir Path folder;

    @ParameterizedTest(name = "dark: {0}")
    @ValueSource(booleans = {false, true})
    void theTasksGoOnAPhone(boolean dark) {
        PeopleFile file = PeopleFile.write(folder, PEOPLE);
        try (PackagedServer server = PackagedServer.fresh().start();
                Chromium browser = Chromium.start();
                Window window = browser.window(WindowSize.PHONE, dark)) {
            String name = dark ? "phone-dark" : "phone-light";
            Pictures.onFailure(server, window, name, () -> walk(server, window, file));
        }
    }

    private static void walk(PackagedServer server, Window window, PeopleFile file) {
        HouseWalk house = new HouseWalk(server, window, true);
        PeopleWalk people = new PeopleWalk(house, window);
        house.openTheHouse(Operator.usual());
        house.comeIn(Operator.usual());
        house.installWhatLiesReady();
        people.bringAList(file);
        people.find("dvo", "Dvořák");
        people.changeCity("Dvořák", "Nelahozeves");
        assertThat(people.takeOut()).hasSize(PEOPLE);
        house.removeAndErase();
        window.assertQuiet();
    }
}
