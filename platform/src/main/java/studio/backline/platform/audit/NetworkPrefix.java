package studio.backline.platform.audit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What is kept of an IP address: the network, so that one line of a provider counts as one. */
public final class NetworkPrefix {

    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private NetworkPrefix() {}

    /** /24 of IPv4, /48 of IPv6, in hex; {@code unknown} for anything else. */
    public static String of(String address) {
        if (!LITERAL.matcher(address).matches()) {
            return "unknown";
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            int kept = bytes.length == 4 ? 3 : 6;
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, kept));
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
