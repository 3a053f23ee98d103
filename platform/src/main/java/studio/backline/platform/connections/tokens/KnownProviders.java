package studio.backline.platform.connections.tokens;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import studio.backline.contract.outbound.OutboundRequest.Limits;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.connections.ConnectionException;
import studio.backline.platform.connections.ConnectionFault;
import studio.backline.platform.connections.ConnectionProviders;
import studio.backline.platform.connections.DeclaredProvider;
import studio.backline.platform.connections.ProviderAddresses;
import studio.backline.platform.connections.store.ClientTable;
import studio.backline.platform.connections.store.StoredClient;
import studio.backline.platform.connections.wire.Party;
import studio.backline.platform.connections.wire.ProviderEndpoints;

/** Providers as plugins declare them, with what this house is to each. */
public record KnownProviders(
        ConnectionProviders declared, ClientTable clients, WayOut wayOut, Limits limits) {

    /**
     * What the plugin declares now.
     *
     * @throws ConnectionException where it does not run, or declares no such provider
     */
    public DeclaredProvider declared(PluginId plugin, String provider) {
        return declared.find(plugin, provider)
                .orElseThrow(
                        () ->
                                new ConnectionException(
                                        ConnectionFault.PROVIDER_UNKNOWN, locale -> provider));
    }

    /** What keeps the provider from being asked; empty where nothing does. */
    public Optional<ConnectionFault> hindrance(DeclaredProvider provider) {
        return hindrance(provider, client(provider));
    }

    /**
     * The provider, to be asked for what it grants.
     *
     * @throws ConnectionException where nobody has entered what this house is to it, or its
     *     addresses are not those that were agreed to
     */
    public Party party(DeclaredProvider provider) {
        Optional<StoredClient> client = client(provider);
        hindrance(provider, client)
                .ifPresent(
                        fault -> {
                            throw new ConnectionException(fault, provider.provider().name());
                        });
        return party(client.orElseThrow());
    }

    /** The provider as it was agreed to, so that what it granted can be given back to it. */
    Optional<Party> agreed(PluginId plugin, String provider) {
        return clients.find(plugin, provider).map(KnownProviders::party);
    }

    /** Where it is asked. */
    ProviderEndpoints endpoints(PluginId plugin, Party party) {
        return new ProviderEndpoints(wayOut.of(plugin, party.addresses().hosts()), limits);
    }

    /** What it is called, as far as that is known. */
    public Function<Locale, String> name(PluginId plugin, String provider) {
        return declared.find(plugin, provider)
                .map(each -> each.provider().name())
                .orElse(locale -> provider);
    }

    private Optional<StoredClient> client(DeclaredProvider provider) {
        return clients.find(provider.plugin(), provider.provider().id());
    }

    private static Optional<ConnectionFault> hindrance(
            DeclaredProvider provider, Optional<StoredClient> client) {
        if (client.isEmpty()) {
            return Optional.of(ConnectionFault.NOT_SET_UP);
        }
        boolean same = client.get().addresses().equals(provider.provider().addresses().written());
        return same ? Optional.empty() : Optional.of(ConnectionFault.ADDRESSES_CHANGED);
    }

    private static Party party(StoredClient client) {
        return new Party(
                ProviderAddresses.read(client.addresses()), client.clientId(), client.secret());
    }
}
