package studio.backline.testkit.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room sees which, row by row; whatever a row does not name is behind a wall. */
class ArrowTableTest {

    /** The packages of all rooms, and of what only some of them may use. */
    private static final List<String> ALL =
            List.of(
                    "studio.backline.contract.text",
                    "studio.backline.screens",
                    "studio.backline.models",
                    "studio.backline.testkit.flat",
                    "studio.backline.platform.audit",
                    "studio.backline.platform.pluginhost.jar",
                    "studio.backline.ui.shell",
                    "studio.backline.server",
                    "studio.backline.bench",
                    "studio.backline.distribution",
                    "studio.backline.plugins.crm.party",
                    "studio.backline.plugins.mail",
                    "com.vaadin.flow.component",
                    "jakarta.persistence",
                    "org.pf4j",
                    "org.springframework.data",
                    "org.springframework.jdbc.core",
                    "org.springframework.orm.jpa");

    static Stream<Arguments> rows() {
        String libraries =
                "com.vaadin jakarta.persistence org.pf4j org.springframework.data"
                        + " org.springframework.jdbc org.springframework.orm";
        String beneath = "contract screens platform";
        return Stream.of(
                row(Room.CONTRACT, "contract", "jakarta.persistence org.pf4j"),
                row(Room.SCREENS, "contract screens", "com.vaadin"),
                row(Room.MODELS, "contract models", libraries.replace("com.vaadin ", "")),
                row(Room.TESTKIT, "contract screens testkit", libraries),
                row(Room.PLATFORM, "contract platform", libraries.replace("com.vaadin ", "")),
                row(Room.UI, "contract screens platform.audit ui", "com.vaadin org.pf4j"),
                row(Room.SERVER, beneath + " ui server", libraries),
                row(Room.BENCH, "contract platform testkit plugins.crm bench", libraries),
                row(Room.DISTRIBUTION, "", libraries),
                row(Room.PLUGIN, "contract screens plugins.crm", libraries));
    }

    private static Arguments row(Room room, String ofTheHouse, String others) {
        Stream<String> rooms =
                Arrays.stream(ofTheHouse.split(" "))
                        .filter(name -> !name.isEmpty())
                        .map("studio.backline."::concat);
        return Arguments.of(room, Stream.concat(rooms, Arrays.stream(others.split(" "))).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRoomSeesWhatItsRowNamesAndNothingElse(Room room, List<String> seen) {
        String from = room == Room.PLUGIN ? "studio.backline.plugins.crm" : "somewhere";

        assertThat(ALL)
                .filteredOn(to -> !ArrowRules.crossesAWall(room, new ArrowRules.Use(from, to)))
                .containsExactlyElementsOf(
                        ALL.stream()
                                .filter(to -> seen.stream().anyMatch(name -> isIn(to, name)))
                                .toList());
    }

    @Test
    void eachRoomHasItsRow() {
        assertThat(rows().map(row -> row.get()[0])).containsExactly((Object[]) Room.values());
    }

    private static boolean isIn(String name, String known) {
        return name.equals(known) || name.startsWith(known + ".");
    }
}
