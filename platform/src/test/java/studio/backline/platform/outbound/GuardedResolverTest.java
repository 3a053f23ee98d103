package studio.backline.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No name leaves this machine that nobody has configured. */
class GuardedResolverTest {

    private final List<String> asked = new ArrayList<>();
    private final KnownNames names = new KnownNames();
    private final GuardedResolver resolver =
            new GuardedResolver(new SystemResolver(), "studio-1", names);

    @Test
    void a_stranger_is_not_looked_up_and_counted() {
        assertThatThrownBy(() -> lookUp("telemetry.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("contacts nobody by itself");
        assertThat(asked).isEmpty();
        assertThat(names.refusals()).isEqualTo(1);
        assertThat(names.refusedNames()).containsExactly("telemetry.example");
    }

    @Test
    void this_machine_and_configured_hosts_are() throws Exception {
        names.allow("DB.example");

        lookUp("localhost");
        lookUp("db.Example");

        assertThat(asked).containsExactly("localhost", "db.Example");
        assertThat(names.refusals()).isZero();
    }

    @Test
    void its_own_name_is_answered_without_asking() throws Exception {
        assertThat(lookUp("Studio-1")).containsExactly(InetAddress.getLoopbackAddress());
        assertThat(asked).isEmpty();
    }

    @Test
    void no_name_is_asked_for_an_address() throws Exception {
        assertThat(resolver.lookupByAddress(new byte[] {127, 0, 0, 1})).isEqualTo("localhost");
        assertThatThrownBy(() -> resolver.lookupByAddress(new byte[] {(byte) 192, 0, 2, 7}))
                .isInstanceOf(UnknownHostException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void the_jdk_has_taken_it() {
        assertThatThrownBy(() -> InetAddress.getByName("elsewhere.example"))
                .hasMessageContaining("contacts nobody by itself");
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        return resolver.lookupByName(host, LookupPolicy.of(LookupPolicy.IPV4)).toList();
    }

    private final class SystemResolver implements InetAddressResolver {

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) {
            asked.add(host);
            return Stream.of(InetAddress.getLoopbackAddress());
        }

        @Override
        public String lookupByAddress(byte[] address) {
            asked.add("address");
            return "somebody";
        }
    }
}
