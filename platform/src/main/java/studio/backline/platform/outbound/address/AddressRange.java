package studio.backline.platform.outbound.address;

import java.net.InetAddress;

/**
 * Addresses that begin with the same bits (RFC 4632).
 *
 * @param first the prefix as an address's bytes
 * @param bits how many of them count
 */
record AddressRange(byte[] first, int bits) {

    /** Written as {@code 10.0.0.0/8}. */
    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        return new AddressRange(
                InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i & 7);
            if ((address[i >> 3] & mask) != (first[i >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
