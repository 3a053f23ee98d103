package studio.backline.contract.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginIdTest {

    @Test
    void namesSchemaAndRolesByOneRule() {
        PluginId id = new PluginId("ai-openai");
        assertThat(id.schema()).isEqualTo("p_ai_openai");
        assertThat(id.ownerRole()).isEqualTo("p_ai_openai_owner");
    }

    @Test
    void keepsItsRolesWithinWhatPostgresqlTakes() {
        PluginId longest = new PluginId("a".repeat(PluginId.MAX_LENGTH));
        assertThat(longest.ownerRole()).hasSizeLessThanOrEqualTo(63);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm-owner", "ai-openai-owner", "owner"})
    void noneIsTheRoleThatOwnsTheTablesOfAnother(String name) {
        assertThatThrownBy(() -> new PluginId(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not a plugin id: '%s'. Its last word".formatted(name));
        assertThat(new PluginId("co-owners").schema()).isEqualTo("p_co_owners");
        assertThat(new PluginId("owner-crm").schema()).isEqualTo("p_owner_crm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "Crm", "1crm", "crm_x", "crm--x", "-crm", "crm-", "c m", "../x", "crm\n"
            })
    void refusesOtherNamesWithTheValue(String name) {
        assertThatThrownBy(() -> new PluginId(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not a plugin id");
    }

    @Test
    void refusesLongNamesWithoutRepeatingThem() {
        assertThatThrownBy(() -> new PluginId("x".repeat(41)))
                .hasMessage("A plugin id has at most 40 characters, this one has 41.");
    }
}
