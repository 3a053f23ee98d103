package studio.backline.platform.connections;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import studio.backline.contract.connections.Connections;
import studio.backline.platform.connections.ProviderDeclaration.Terms;
import studio.backline.platform.core.PluginHome;
import studio.backline.testkit.provider.FakeClient;

/** A house with a plugin and its provider for all tests of a class; each begins with all well. */
class OnStage {

    static Stage stage;
    static PluginHome home;
    static Connections connections;

    @BeforeAll
    static void open() {
        stage = Stage.open();
        home = PluginHome.of(stage.core, Stage.PLUGIN.value());
        connections = stage.connections(home);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @BeforeEach
    void recover() {
        stage.provider.recover();
        stage.provider.rotates(true);
        stage.declare(stage.declaration(Terms.NONE, true));
        stage.setUp(FakeClient.Proof.BASIC);
    }
}
