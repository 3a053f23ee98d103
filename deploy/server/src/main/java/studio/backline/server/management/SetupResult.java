package studio.backline.server.management;

import java.util.List;

/**
 * What the first run made.
 *
 * @param account the account's id
 * @param workspace the workspace's id
 * @param recoverySheet the root key on paper, line by line
 */
public record SetupResult(String account, String workspace, List<String> recoverySheet) {

    /** Without the key. */
    @Override
    public String toString() {
        return "SetupResult[" + account + ", " + workspace + "]";
    }
}
