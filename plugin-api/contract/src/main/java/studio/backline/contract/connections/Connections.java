package studio.backline.contract.connections;

import java.util.List;

/**
 * Accounts with providers that people have connected for this plugin in the caller's workspace, by
 * OAuth 2.0 (RFC 6749) with PKCE (RFC 7636). The plugin declares providers, scopes and the reason
 * of each scope in {@code plugin.yaml} under {@code connections}; people connect and disconnect in
 * the settings. The refresh token never leaves the host.
 *
 * <p>What becomes of them is told by events: the plugin's id, a dot, and {@link #MADE} or {@link
 * #ENDED}. They are for this plugin alone, published in the transaction that changed the connection
 * and delivered as all others, see {@code EventHandler}. Both have the facts {@code connection} (a
 * {@link ConnectionId}) and {@code provider} (its id in {@code plugin.yaml}).
 *
 * <p>Any thread that has a caller. Outside a transaction of the plugin, since a provider may have
 * to be asked: {@link IllegalStateException} inside one.
 */
public interface Connections {

    /** A person has connected an account, or has connected one again that gave no token. */
    String MADE = "connection-made";

    /**
     * A connection gives no token any more. The fact {@code cause} is {@code disconnected} where a
     * person has ended it, and it is gone; {@code refused} where the provider has, and it is listed
     * until a person connects it again or disconnects it.
     */
    String ENDED = "connection-ended";

    /** All of this plugin in this workspace, the oldest first. */
    List<Connection> list();

    /**
     * A token that is good for a minute at least, renewed at the provider where need be; of several
     * threads and nodes that ask at once one does so, and all get what it got. May take as long as
     * the provider needs to answer, half a minute at most.
     *
     * @throws ConnectionUnavailableException when there is none to be had
     */
    AccessToken accessToken(ConnectionId connection) throws ConnectionUnavailableException;

    /**
     * A token other than one that the provider has refused with 401 before its time: asks the
     * provider once, unless another thread or node has done so since.
     *
     * @throws ConnectionUnavailableException when there is none to be had
     */
    AccessToken renew(ConnectionId connection, AccessToken refused)
            throws ConnectionUnavailableException;

    /**
     * Says whose account it is, for the people of the workspace; sealed at rest.
     *
     * @param account an address or a name as the provider tells it; 1 to 200 characters
     * @throws ConnectionUnavailableException when there is no such connection
     */
    void name(ConnectionId connection, String account) throws ConnectionUnavailableException;
}
