package studio.backline.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import studio.backline.platform.core.Core;

class InstanceSettingsTest {

    private final InstanceSettings settings = Core.shared().bean(InstanceSettings.class);

    @Test
    void aSettingThatNobodyHasSetHasItsOwnValue() {
        assertThat(settings.get(Setting.text("test.unset", "as made"))).isEqualTo("as made");
        assertThat(settings.get(Setting.flag("test.unset-flag", true))).isTrue();
    }

    @Test
    void aSettingKeepsTheLastValueOfItsType() {
        Setting<TimeUnit> unit = Setting.choice("test.unit", TimeUnit.DAYS);
        Setting<Boolean> flag = Setting.flag("test.flag", true);

        settings.set(unit, TimeUnit.HOURS);
        settings.set(unit, TimeUnit.MICROSECONDS);
        settings.set(flag, false);

        assertThat(settings.get(unit)).isEqualTo(TimeUnit.MICROSECONDS);
        assertThat(settings.get(flag)).isFalse();
    }

    @Test
    void aChangeGoesWithItsTransaction() {
        Setting<String> text = Setting.text("test.rolled-back", "before");

        assertThatThrownBy(
                        () ->
                                Core.shared()
                                        .inTransaction(
                                                () -> {
                                                    settings.set(text, "after");
                                                    throw new IllegalStateException("no");
                                                }))
                .hasMessage("no");

        assertThat(settings.get(text)).isEqualTo("before");
    }

    @Test
    void aNameIsCheckedWhenItIsWritten() {
        assertThatThrownBy(() -> Setting.text("Not a name", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Not a name'");
    }
}
