package studio.backline.platform.identity.passkey;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import studio.backline.contract.tenancy.AccountId;

/**
 * Accounts as Spring Security's passkeys see them: known by the account's id, shown by its address
 * and name in the list that a device offers. They are made and taken away elsewhere.
 */
final class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {

    private final JdbcClient jdbc;

    PasskeyOwners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @SuppressWarnings("NullAway") // Spring's own way to say that there is none.
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return find(PasskeyRows.account(handle)).orElse(null);
    }

    @Override
    @SuppressWarnings("NullAway") // Spring's own way to say that there is none.
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String account) {
        return find(new AccountId(UUID.fromString(account))).orElse(null);
    }

    private Optional<PublicKeyCredentialUserEntity> find(AccountId account) {
        return jdbc.sql(
                        """
                        select email, display_name from backline.account
                        where id = :account and disabled_at is null
                        """)
                .param("account", account.value())
                .query(
                        (row, number) ->
                                ImmutablePublicKeyCredentialUserEntity.builder()
                                        .id(PasskeyRows.handle(account))
                                        .name(row.getString("email"))
                                        .displayName(row.getString("display_name"))
                                        .build())
                .optional();
    }

    @Override
    public void save(PublicKeyCredentialUserEntity owner) {
        throw new PasskeyRefusedException("There is no such account");
    }

    @Override
    public void delete(Bytes handle) {
        throw new UnsupportedOperationException("Accounts are closed elsewhere.");
    }
}
