package studio.backline.ui.connections;

import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.connections.DeclaredProvider;
import studio.backline.platform.connections.ProviderClients;
import studio.backline.ui.caller.SignedIn;

/** Enters, as whoever is at the window, what this house is to a provider. */
final class ProviderDesk {

    private final ProviderClients clients;
    private final SignedIn signedIn;

    ProviderDesk(ProviderClients clients, SignedIn signedIn) {
        this.clients = clients;
        this.signedIn = signedIn;
    }

    void enter(DeclaredProvider provider, String clientId, String secret) {
        clients.enter(me(), provider.plugin(), provider.provider().id(), clientId, secret);
    }

    void forget(DeclaredProvider provider) {
        clients.forget(me(), provider.plugin(), provider.provider().id());
    }

    private AccountId me() {
        return signedIn.require().accountId();
    }
}
