package studio.backline.platform.identity;

import studio.backline.platform.audit.NetworkPrefix;

/**
 * Where a sign-in came from: the details that the web layer puts on the authentication.
 *
 * @param address the client's IP address as a literal; after the proxy, where one is trusted
 * @param device what the browser calls itself
 */
public record SignInDetails(String address, String device) {

    private static final int LONGEST_DEVICE = 200;

    /** Cuts the browser's name; it is a stranger's text. */
    public SignInDetails {
        device = device.length() > LONGEST_DEVICE ? device.substring(0, LONGEST_DEVICE) : device;
    }

    /** Where nothing is known, as on the command line. */
    public static SignInDetails unknown() {
        return new SignInDetails("", "");
    }

    /** No address: it stands in what Spring says of who is signed in. */
    @Override
    public String toString() {
        return "SignInDetails[…]";
    }

    /** The network: /24 of IPv4, /48 of IPv6, so that one line of a provider counts as one. */
    public String network() {
        return NetworkPrefix.of(address);
    }
}
