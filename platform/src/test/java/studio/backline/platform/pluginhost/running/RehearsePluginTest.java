package studio.backline.platform.pluginhost.running;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RehearsePluginTest {

    @Test
    void theFirstPluginIsRehearsedWithoutADatabase() {
        assertThatCode(Rehearsal::run).doesNotThrowAnyException();
    }
}
