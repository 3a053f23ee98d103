package studio.backline.platform.outbound.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sorts addresses by who may be reached there, after IANA's registries of special-purpose addresses
 * (RFC 6890). Of IPv6 only what has been given out (2000::/3) is public; an IPv4 address that hides
 * in an IPv6 one is judged as itself.
 */
public final class Addresses {

    private static final List<AddressRange> PRIVATE =
            ranges("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128")
                    .toList();

    /** fc00::/7 less those from which clouds hand out credentials. */
    private static final AddressRange UNIQUE_LOCAL = AddressRange.of("fc00::/7");

    private static final List<AddressRange> NEVER =
            ranges(
                            "0.0.0.0/8",
                            "100.64.0.0/10", // shared by carriers; a cloud's metadata lives there
                            "169.254.0.0/16", // link-local, metadata
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.31.196.0/24",
                            "192.52.193.0/24",
                            "192.88.99.0/24",
                            "192.175.48.0/24",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "224.0.0.0/4",
                            "240.0.0.0/4",
                            "168.63.129.16/32", // a cloud's host answers there
                            "fd00:42::/32", // metadata
                            "fd00:ec2::/32", // metadata
                            "fd20:ce::/32", // metadata
                            "2001::/23",
                            "2001:db8::/32",
                            "2620:4f:8000::/48",
                            "3fff::/20")
                    .toList();

    private static final AddressRange GIVEN_OUT = AddressRange.of("2000::/3");
    private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");
    private static final AddressRange TRANSLATED = AddressRange.of("64:ff9b::/96");
    private static final AddressRange COMPATIBLE = AddressRange.of("::/96");
    private static final AddressRange LOOPBACK = AddressRange.of("::1/128");
    private static final int IPV4_BYTES = 4;

    private Addresses() {}

    /** Who may be reached there. */
    public static Reach reachOf(InetAddress address) {
        return reachOf(address.getAddress());
    }

    private static Reach reachOf(byte[] address) {
        if (address.length > IPV4_BYTES && !LOOPBACK.contains(address)) {
            if (SIX_TO_FOUR.contains(address)) {
                return hidden(Arrays.copyOfRange(address, 2, 6));
            }
            if (TRANSLATED.contains(address) || COMPATIBLE.contains(address)) {
                return hidden(Arrays.copyOfRange(address, 12, 16));
            }
        }
        if (NEVER.stream().anyMatch(range -> range.contains(address))) {
            return Reach.NEVER;
        }
        if (UNIQUE_LOCAL.contains(address)
                || PRIVATE.stream().anyMatch(range -> range.contains(address))) {
            return Reach.PRIVATE;
        }
        return address.length == IPV4_BYTES || GIVEN_OUT.contains(address)
                ? Reach.PUBLIC
                : Reach.NEVER;
    }

    /** A private one in disguise has no honest reason to be. */
    private static Reach hidden(byte[] ipv4) {
        return reachOf(ipv4) == Reach.PUBLIC ? Reach.PUBLIC : Reach.NEVER;
    }

    /** The address that a host literal stands for. */
    static InetAddress literal(String text) throws UnknownHostException {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            UnknownHostException unknown = new UnknownHostException(text);
            unknown.initCause(e);
            throw unknown;
        }
    }

    private static Stream<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::of);
    }
}
