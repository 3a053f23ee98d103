package studio.backline.testkit;

import java.nio.file.Path;
import studio.backline.testkit.house.InspectedModule;

/** The testkit is built on screens, so it looks at it from here. */
class ScreensHouseRulesTest extends HouseRules {

    @Override
    protected InspectedModule module() {
        return InspectedModule.ofFolder(Path.of("../screens"));
    }
}
