package studio.backline.contract.outbound;

/**
 * The only HTTP client (RFC 9110). Reaches the hosts that the caller declared, over TLS; an address
 * is checked after its name was resolved, and the connection goes to exactly that address. Any
 * thread; call it outside a transaction, since an answer may take as long as the request allows.
 */
public interface Outbound {

    /**
     * Sends a request and waits for the answer's head. An answer of any status is an answer, and is
     * given back; the caller closes it.
     *
     * <p>Where the request may safely be sent again ({@link OutboundRequest#repeatable()}), a lost
     * connection, 429, 502, 503 and 504 are tried again within the request's time, no sooner than
     * the answer's {@code Retry-After} says.
     *
     * @throws OutboundRefusedException when the house does not let it out; nothing was sent
     * @throws OutboundFailedException when the other side cannot be reached or does not answer
     */
    OutboundResponse send(OutboundRequest request) throws OutboundFailedException;
}
