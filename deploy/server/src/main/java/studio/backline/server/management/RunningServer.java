package studio.backline.server.management;

/**
 * How commands reach a running server. Lies in the data folder while it runs, readable for its user
 * alone.
 *
 * @param pid its process
 * @param url where people reach it
 * @param managementUrl where commands reach it
 * @param token what shows that a command comes from who may read the data folder
 */
public record RunningServer(long pid, String url, String managementUrl, String token) {

    /** The file in the folder of a running server's traces. */
    public static final String FILE = "management.token";

    /** The header that carries the token. */
    public static final String HEADER = "X-Backline-Token";

    /** Where commands are, under the management address. */
    public static final String PATH = "/command/";

    /** Without the token. */
    @Override
    public String toString() {
        return "RunningServer[" + pid + ", " + url + "]";
    }
}
