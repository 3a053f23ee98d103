package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlMigrationTest {

    @Test
    void theFileNameSaysVersionAndWords() {
        assertThat(SqlMigration.named("V0_1__first_songs.sql", "select 1"))
                .isEqualTo(new SqlMigration("0.1", "first songs", "select 1"));
    }

    /** The base line of a history has it: such a step would run at each start. */
    @ParameterizedTest
    @ValueSource(strings = {"V0__songs.sql", "V000__songs.sql", "V0_0__songs.sql"})
    void noStepIsOfVersionZero(String name) {
        assertThatThrownBy(() -> SqlMigration.named(name, "select 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Versions begin above 0");
    }
}
