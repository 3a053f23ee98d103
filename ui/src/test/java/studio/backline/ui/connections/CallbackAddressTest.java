package studio.backline.ui.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.backline.contract.plugin.PluginId;
import studio.backline.ui.security.WebProperties;

/** Where a provider sends people back to is no visitor's to say. */
class CallbackAddressTest {

    private static final PluginId PLUGIN = new PluginId("fan-mail");

    @Test
    void it_is_below_the_public_address_whatever_name_a_request_came_by() {
        CallbackAddress callback =
                new CallbackAddress(
                        new WebProperties(URI.create("https://house.example"), List.of()));

        for (String name : List.of("evil.example", "localhost", "house.example")) {
            assertThat(callback.of(PLUGIN, "fake", name, 443))
                    .hasToString("https://house.example/connections/callback/fan-mail/fake");
        }
    }

    @Test
    void without_one_it_is_on_this_machine_by_one_of_its_names() {
        CallbackAddress callback = new CallbackAddress(new WebProperties(null, List.of()));

        assertThat(callback.of(PLUGIN, "fake", "localhost", 8080))
                .hasToString("http://localhost:8080/connections/callback/fan-mail/fake");
        assertThat(callback.of(PLUGIN, "fake", "evil.example", 8080))
                .hasToString("http://127.0.0.1:8080/connections/callback/fan-mail/fake");
    }
}
