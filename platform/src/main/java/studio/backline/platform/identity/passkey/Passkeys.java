package studio.backline.platform.identity.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.util.exception.WebAuthnException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys (Web Authentication, level 3). Each is kept on the device under its owner's finger or
 * number, which is asked for always: so it stands for a password and a second factor.
 */
public final class Passkeys {

    private static final String HOUSE = "Backline";
    private static final int LONGEST_ANSWER = 50_000;
    private static final int LONGEST_LABEL = 100;

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Supplier<Optional<PasskeyPlace>> place;
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();

    /**
     * Over the rows of the instance.
     *
     * @param place what they are bound to as of now
     */
    public Passkeys(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            Supplier<Optional<PasskeyPlace>> place) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.place = place;
    }

    /**
     * A passkey as its owner sees it in a list.
     *
     * @param id names it, to remove it
     * @param label what its owner calls it
     * @param domain where it can be used
     * @param usable whether that is here
     * @param createdAt since when
     * @param usedAt when it was last used
     */
    public record Seen(
            UUID id,
            String label,
            String domain,
            boolean usable,
            Instant createdAt,
            Optional<Instant> usedAt) {}

    /** The domain that they are bound to; empty where there can be none. */
    public Optional<String> domain() {
        return place.get().map(PasskeyPlace::domain);
    }

    /** Those of the account, the newest first. */
    public List<Seen> of(AccountId account) {
        String here = domain().orElse("");
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        """
                                        select id, label, domain, created_at, used_at
                                        from backline.passkey
                                        where account_id = :account order by id desc
                                        """)
                                .param("account", account.value())
                                .query(
                                        (row, number) ->
                                                new Seen(
                                                        row.getObject("id", UUID.class),
                                                        row.getString("label"),
                                                        row.getString("domain"),
                                                        row.getString("domain").equals(here),
                                                        row.getObject(
                                                                        "created_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant(),
                                                        Optional.ofNullable(
                                                                        row.getObject(
                                                                                "used_at",
                                                                                OffsetDateTime
                                                                                        .class))
                                                                .map(OffsetDateTime::toInstant)))
                                .list());
    }

    /** How many of the account can be used here. */
    public int usable(AccountId account) {
        return (int) of(account).stream().filter(Seen::usable).count();
    }

    /** Takes one of the account's away; that there was one is told. */
    public boolean remove(AccountId account, UUID passkey) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                                """
                                                delete from backline.passkey
                                                where id = :id and account_id = :account
                                                """)
                                        .param("id", passkey)
                                        .param("account", account.value())
                                        .update()
                                == 1);
    }

    /** Takes all of the account's away. */
    public void removeAll(AccountId account) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql("delete from backline.passkey where account_id = :account")
                                .param("account", account.value())
                                .update());
    }

    /**
     * Begins to make one.
     *
     * @throws PasskeyRefusedException where there can be none
     */
    public Ceremony make(AccountId account) {
        PublicKeyCredentialCreationOptions options =
                within(
                        parties ->
                                parties.createPublicKeyCredentialCreationOptions(
                                        new ImmutablePublicKeyCredentialCreationOptionsRequest(
                                                as(account))));
        return new Ceremony(JSON.writeValueAsString(options), options);
    }

    /**
     * Keeps the one that the browser made.
     *
     * @param asked what {@link #make} asked
     * @param answer the browser's, as JSON
     * @param label what its owner calls it
     * @throws PasskeyRefusedException when the answer does not prove it
     */
    public void keep(Serializable asked, String answer, String label) {
        PublicKeyCredential<AuthenticatorAttestationResponse> made =
                read(answer, new TypeReference<>() {});
        String name = label.strip();
        int cut =
                name.offsetByCodePoints(
                        0, Math.min(LONGEST_LABEL / 2, name.codePointCount(0, name.length())));
        within(
                parties ->
                        parties.registerCredential(
                                new ImmutableRelyingPartyRegistrationRequest(
                                        (PublicKeyCredentialCreationOptions) asked,
                                        new RelyingPartyPublicKey(
                                                made,
                                                name.isEmpty() ? HOUSE : name.substring(0, cut)))));
    }

    /**
     * Begins to ask for one, of whoever is there.
     *
     * @throws PasskeyRefusedException where there can be none
     */
    public Ceremony ask() {
        PublicKeyCredentialRequestOptions options =
                within(
                        parties ->
                                parties.createCredentialRequestOptions(
                                        new ImmutablePublicKeyCredentialRequestOptionsRequest(
                                                UsernamePasswordAuthenticationToken.unauthenticated(
                                                        "", ""))));
        return new Ceremony(JSON.writeValueAsString(options), options);
    }

    /**
     * Whose passkey it is that the browser showed.
     *
     * @param asked what {@link #ask} asked
     * @param answer the browser's, as JSON
     * @throws PasskeyRefusedException when the answer proves nothing
     */
    public AccountId judge(Serializable asked, String answer) {
        PublicKeyCredential<AuthenticatorAssertionResponse> shown =
                read(answer, new TypeReference<>() {});
        return within(
                parties ->
                        PasskeyRows.account(
                                parties.authenticate(
                                                new RelyingPartyAuthenticationRequest(
                                                        (PublicKeyCredentialRequestOptions) asked,
                                                        shown))
                                        .getId()));
    }

    private interface Talk<T> {
        T with(WebAuthnRelyingPartyOperations parties);
    }

    private <T> T within(Talk<T> talk) {
        PasskeyPlace here =
                place.get()
                        .orElseThrow(
                                () -> new PasskeyRefusedException("No passkeys at an IP address"));
        try {
            return transactions.execute(status -> talk.with(operations(here)));
        } catch (WebAuthnException | IllegalArgumentException | ClassCastException e) {
            // Whatever a stranger's bytes were, it is one refusal.
            throw new PasskeyRefusedException(e);
        }
    }

    private WebAuthnRelyingPartyOperations operations(PasskeyPlace here) {
        Webauthn4JRelyingPartyOperations operations =
                new Webauthn4JRelyingPartyOperations(
                        new PasskeyOwners(jdbc),
                        new PasskeyRows(jdbc, clock, here.domain()),
                        PublicKeyCredentialRpEntity.builder().id(here.domain()).name(HOUSE).build(),
                        here.origins());
        operations.setWebAuthnManager(manager);
        operations.setCustomizeCreationOptions(
                options ->
                        options.authenticatorSelection(
                                AuthenticatorSelectionCriteria.builder()
                                        .residentKey(ResidentKeyRequirement.REQUIRED)
                                        .userVerification(UserVerificationRequirement.REQUIRED)
                                        .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }

    private static <T> T read(String answer, TypeReference<T> type) {
        if (answer.length() > LONGEST_ANSWER) {
            throw new PasskeyRefusedException(
                    "An answer of %d characters".formatted(answer.length()));
        }
        try {
            return JSON.readValue(answer, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new PasskeyRefusedException(e);
        }
    }

    private static Authentication as(AccountId account) {
        return UsernamePasswordAuthenticationToken.authenticated(
                account.toString(), null, List.of());
    }
}
