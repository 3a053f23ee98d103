package studio.backline.platform.connections;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.backline.contract.encryption.Secret;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.connections.store.ClientTable;
import studio.backline.platform.connections.store.StoredClient;
import studio.backline.platform.connections.tokens.ConnectionTrail;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Operators;

/** What this house is to each provider, as whoever runs it enters it. */
public final class ProviderClients {

    private final ConnectionProviders declared;
    private final ClientTable table;
    private final Operators operators;
    private final ConnectionTrail trail;
    private final Clock clock;

    ProviderClients(
            ConnectionProviders declared,
            ClientTable table,
            Operators operators,
            ConnectionTrail trail,
            Clock clock) {
        this.declared = declared;
        this.table = table;
        this.operators = operators;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A provider and what is entered for it. The secret itself is shown to nobody again.
     *
     * @param declared by which plugin, and how
     * @param clientId that is entered
     * @param secret whether one is entered
     * @param changed whether the plugin names other addresses than when it was entered
     * @param enteredAt when
     */
    public record Entry(
            DeclaredProvider declared,
            Optional<String> clientId,
            boolean secret,
            boolean changed,
            Optional<Instant> enteredAt) {}

    /** Each provider that a running plugin declares. */
    public List<Entry> entries() {
        return declared.all().stream().map(this::entry).toList();
    }

    /**
     * Enters what the provider has given out for this house, for the addresses that the plugin
     * names now.
     *
     * @param secret empty to go on with the one that is entered
     * @throws IllegalArgumentException for an id or a secret that no provider gives out
     * @throws IdentityException when the account does not run this house
     * @throws ConnectionException when no running plugin declares the provider
     */
    public void enter(
            AccountId by, PluginId plugin, String provider, String clientId, String secret) {
        requireOperator(by);
        DeclaredProvider known =
                declared.find(plugin, provider)
                        .orElseThrow(
                                () ->
                                        new ConnectionException(
                                                ConnectionFault.PROVIDER_UNKNOWN,
                                                locale -> provider));
        ProviderAddresses addresses = known.provider().addresses();
        String id = clientId.strip();
        if (!isClientId(id) || !(secret.isEmpty() || isSecret(secret.strip()))) {
            throw new IllegalArgumentException("Not what a provider gives out.");
        }
        StoredClient client =
                new StoredClient(
                        id,
                        addresses.proof() == ClientProof.NONE
                                ? Optional.empty()
                                : secret(plugin, provider, secret.strip()),
                        addresses.written(),
                        clock.instant());
        Map<String, String> facts = ConnectionTrail.facts(plugin, provider);
        facts.put("token-host", addresses.token().getHost());
        trail.tellingHouse(
                by,
                "connections.client-entered",
                facts,
                () -> table.save(plugin, provider, client, by));
    }

    /** Takes it out: nobody can connect, and what is connected gets no new token. */
    public void forget(AccountId by, PluginId plugin, String provider) {
        requireOperator(by);
        trail.tellingHouse(
                by,
                "connections.client-forgotten",
                ConnectionTrail.facts(plugin, provider),
                () -> table.forget(plugin, provider));
    }

    /** Whether a provider may have given this out as a client id. */
    public static boolean isClientId(String text) {
        return text.matches("[\\x21-\\x7E]{1,500}");
    }

    /** Whether a provider may have given this out as a secret. */
    public static boolean isSecret(String text) {
        return text.matches("[\\x21-\\x7E]{1,500}");
    }

    private Optional<Secret> secret(PluginId plugin, String provider, String typed) {
        return typed.isEmpty()
                ? table.find(plugin, provider).flatMap(StoredClient::secret)
                : Optional.of(Secret.of(typed));
    }

    private Entry entry(DeclaredProvider each) {
        Optional<StoredClient> client = table.find(each.plugin(), each.provider().id());
        return new Entry(
                each,
                client.map(StoredClient::clientId),
                client.flatMap(StoredClient::secret).isPresent(),
                client.filter(row -> !row.addresses().equals(each.provider().addresses().written()))
                        .isPresent(),
                client.map(StoredClient::changedAt));
    }

    private void requireOperator(AccountId by) {
        if (!operators.contains(by)) {
            throw new IdentityException(IdentityError.NOT_ALLOWED);
        }
    }
}
