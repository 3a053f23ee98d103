package studio.backline.platform.outbound.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be reached under which address. */
class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "93.184.215.14",
                "172.15.255.255",
                "172.32.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001:810::200e",
                "64:ff9b::101:101", // 1.1.1.1 through a translator
                "2002:101:101::1"
            })
    void a_public_one_is(String address) {
        assertThat(reach(address)).isEqualTo(Reach.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1"
            })
    void the_operators_own_is_private(String address) {
        assertThat(reach(address)).isEqualTo(Reach.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254", // credentials of most clouds
                "169.254.170.2",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fd00:ec2::254",
                "fd00:42::42",
                "fd20:ce::254",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2002:c0a8:101::1",
                "64:ff9b:1::1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "4000::1",
                "100::1",
                "5f00::1"
            })
    void nobodys_is_never_reached(String address) {
        assertThat(reach(address)).isEqualTo(Reach.NEVER);
    }

    private static Reach reach(String address) {
        return Addresses.reachOf(InetAddress.ofLiteral(address));
    }
}
