package studio.backline.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.platform.core.Core;
import studio.backline.platform.outbound.ledger.EgressAttempt;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.Sending;

/** Nothing leaves an instance whose sending is paused, on any of its nodes. */
class SendingPausedTest {

    private static final EgressAttempt OF_A_PLUGIN =
            new EgressAttempt("crm", Optional.empty(), "api.example.com", "test");

    private final Core core = Core.shared();
    private final Sending sending = core.bean(Sending.class);
    private final EgressGate gate = core.bean(SendingGate.class);

    @AfterEach
    void goOn() {
        sending.resume(Optional.empty());
    }

    @Test
    void a_call_of_a_plugin_is_refused_until_sending_goes_on() {
        assertThat(gate.shut(OF_A_PLUGIN)).isEmpty();

        sending.pause(Optional.empty());

        assertThat(gate.shut(OF_A_PLUGIN)).get().asString().contains("paused", "api.example.com");

        sending.resume(Optional.empty());

        assertThat(gate.shut(OF_A_PLUGIN)).isEmpty();
    }

    @Test
    void what_the_house_keeps_for_itself_is_no_sending() {
        sending.pause(Optional.empty());

        assertThat(
                        gate.shut(
                                new EgressAttempt(
                                        "core.backup", Optional.empty(), "s3.example.com", "x")))
                .isEmpty();
    }

    @Test
    void what_a_restore_has_written_pauses_and_says_why() {
        core.bean(InstanceSettings.class)
                .set(Setting.text(Sending.SETTING, ""), "2026-01-02T03:04:05Z restored");
        ring();

        assertThat(sending.paused())
                .get()
                .satisfies(
                        pause -> {
                            assertThat(pause.cause()).isEqualTo(Sending.Cause.RESTORED);
                            assertThat(pause.since()).isEqualTo("2026-01-02T03:04:05Z");
                        });
    }

    @Test
    void a_pause_that_cannot_be_read_is_one() {
        core.bean(InstanceSettings.class).set(Setting.text(Sending.SETTING, ""), "broken");
        ring();

        assertThat(sending.isPaused()).isTrue();
    }

    @Test
    void whoever_waits_is_told_when_it_goes_on() throws Exception {
        sending.pause(Optional.empty());
        CountDownLatch told = new CountDownLatch(1);
        core.bean(Bell.class).hear(Sending.TOPIC, told::countDown);

        sending.resume(Optional.empty());

        assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private void ring() {
        core.bean(Bell.class).ring(Sending.TOPIC);
    }
}
