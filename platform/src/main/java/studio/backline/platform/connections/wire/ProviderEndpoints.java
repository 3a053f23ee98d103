package studio.backline.platform.connections.wire;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.outbound.OutboundBody;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRequest;
import studio.backline.contract.outbound.OutboundRequest.Limits;
import studio.backline.contract.outbound.OutboundResponse;
import studio.backline.platform.connections.ConnectionFault;

/**
 * What this house asks of a provider itself (RFC 6749, RFC 7636, RFC 7009). The messages are the
 * library's; they go out as all requests do.
 */
public final class ProviderEndpoints {

    private static final Logger log = LoggerFactory.getLogger(ProviderEndpoints.class);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Outbound outbound;
    private final Limits limits;

    /**
     * @param outbound the way out of the plugin for which it is asked
     * @param limits what an answer may take
     */
    public ProviderEndpoints(Outbound outbound, Limits limits) {
        this.outbound = outbound;
        this.limits = limits;
    }

    /**
     * Gives the code for tokens.
     *
     * @param redirect as it was when the person was sent
     * @param verifier the secret behind the challenge
     */
    public TokenGrant exchange(Party party, String code, URI redirect, String verifier)
            throws ProviderFaultException {
        return tokens(
                party,
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code), redirect, new CodeVerifier(verifier)));
    }

    /** Asks for a new access token. */
    public TokenGrant refresh(Party party, String refreshToken) throws ProviderFaultException {
        return tokens(party, new RefreshTokenGrant(new RefreshToken(refreshToken)));
    }

    /**
     * Gives a token back, and with it what was granted.
     *
     * @param renews whether it is a refresh token
     * @return false where the provider has no way to do so
     */
    public boolean revoke(Party party, String token, boolean renews) throws ProviderFaultException {
        Optional<URI> at = party.addresses().revocation();
        if (at.isEmpty()) {
            return false;
        }
        Token given = renews ? new RefreshToken(token) : new BearerAccessToken(token);
        HTTPRequest request =
                party.proof()
                        .map(proof -> new TokenRevocationRequest(at.get(), proof, given))
                        .orElseGet(() -> new TokenRevocationRequest(at.get(), party.id(), given))
                        .toHTTPRequest();
        ProviderAnswer answer = send("connection.revoke", at.get(), request);
        answer.requireRevoked();
        return true;
    }

    private TokenGrant tokens(Party party, AuthorizationGrant grant) throws ProviderFaultException {
        URI at = party.addresses().token();
        HTTPRequest request =
                party.proof()
                        .map(proof -> new TokenRequest.Builder(at, proof, grant))
                        .orElseGet(() -> new TokenRequest.Builder(at, party.id(), grant))
                        .build()
                        .toHTTPRequest();
        return send("connection.token", at, request).tokens();
    }

    private ProviderAnswer send(String purpose, URI at, HTTPRequest message)
            throws ProviderFaultException {
        OutboundRequest request =
                OutboundRequest.of(purpose, "POST", at)
                        .header("Accept", "application/json")
                        .body(OutboundBody.of(FORM, message.getBody()))
                        .limits(limits);
        for (Map.Entry<String, List<String>> header : message.getHeaderMap().entrySet()) {
            if (header.getKey().equalsIgnoreCase("Authorization")) {
                request = request.header(header.getKey(), header.getValue().getFirst());
            }
        }
        try (OutboundResponse answer = outbound.send(request)) {
            return new ProviderAnswer(
                    answer.status(),
                    answer.header("Content-Type").orElse(""),
                    answer.header("Retry-After"),
                    answer.bytes());
        } catch (OutboundRefusedException e) {
            log.warn("A plugin's provider cannot be asked: {}", e.getMessage());
            throw new ProviderFaultException(ConnectionFault.NOT_LET_OUT, Optional.empty());
        } catch (IOException e) {
            throw ProviderAnswer.lost(e);
        }
    }
}
