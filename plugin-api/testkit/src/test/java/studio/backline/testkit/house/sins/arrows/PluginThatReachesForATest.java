package studio.backline.testkit.house.sins.arrows;

import studio.backline.testkit.TestPostgres;

class PluginThatReachesForATest {
    int port() {
        return TestPostgres.shared().port();
    }
}
