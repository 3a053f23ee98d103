package studio.backline.platform.connections.wire;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.util.Optional;
import studio.backline.contract.encryption.Secret;
import studio.backline.platform.connections.ProviderAddresses;

/**
 * A provider, and what this house is to it.
 *
 * @param addresses where it is
 * @param clientId as what it knows this house
 * @param secret by which; empty where there is none
 */
public record Party(ProviderAddresses addresses, String clientId, Optional<Secret> secret) {

    ClientID id() {
        return new ClientID(clientId);
    }

    /** Empty where the client id alone goes into the form. */
    Optional<ClientAuthentication> proof() {
        return secret.flatMap(
                text ->
                        switch (addresses.proof()) {
                            case BASIC -> Optional.of(new ClientSecretBasic(id(), shown(text)));
                            case POST -> Optional.of(new ClientSecretPost(id(), shown(text)));
                            case NONE -> Optional.empty();
                        });
    }

    private static com.nimbusds.oauth2.sdk.auth.Secret shown(Secret secret) {
        return new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal());
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "Party[%s]".formatted(clientId);
    }
}
