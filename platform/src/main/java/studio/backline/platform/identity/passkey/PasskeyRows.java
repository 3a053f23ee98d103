package studio.backline.platform.identity.passkey;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.TimeOrderedUuid;

/** Spring Security's passkeys in rows, at one domain. Inside the caller's transaction. */
final class PasskeyRows implements UserCredentialRepository {

    private static final String COLUMNS =
            "account_id, credential_id, public_key, signature_count, verified, backup_eligible,"
                    + " backed_up, transports, attestation, label, created_at, used_at";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String domain;

    PasskeyRows(JdbcClient jdbc, Clock clock, String domain) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.domain = domain;
    }

    static Bytes handle(AccountId account) {
        UUID id = account.value();
        return new Bytes(
                ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array());
    }

    static AccountId account(Bytes handle) {
        ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
        if (bytes.remaining() != 16) {
            throw new PasskeyRefusedException("Not a handle of this house");
        }
        return new AccountId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    @Override
    public void save(CredentialRecord passkey) {
        if (findByCredentialId(passkey.getCredentialId()) == null) {
            insert(passkey);
        } else {
            use(passkey);
        }
    }

    /**
     * A device that counts must have counted on, or there is a second one like it. Those that do
     * not count say nought always.
     */
    private void use(CredentialRecord passkey) {
        int used =
                jdbc.sql(
                                """
                                update backline.passkey
                                set signature_count = :count, used_at = :now, backed_up = :backed_up
                                where credential_id = :credential and (signature_count < :count
                                    or signature_count = 0 and :count = 0)
                                """)
                        .param("count", passkey.getSignatureCount())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("backed_up", passkey.isBackupState())
                        .param("credential", passkey.getCredentialId().getBytes())
                        .update();
        if (used != 1) {
            throw new PasskeyRefusedException("The passkey's counter went back: it was copied");
        }
    }

    private void insert(CredentialRecord passkey) {
        jdbc.sql(
                        """
                        insert into backline.passkey (id, account_id, credential_id, public_key,
                            signature_count, verified, backup_eligible, backed_up, transports,
                            attestation, label, domain, created_at)
                        values (:id, :account, :credential, :key, :count, :verified, :eligible,
                            :backed, :transports, :attestation, :label, :domain, :now)
                        """)
                .param("id", TimeOrderedUuid.next())
                .param("account", account(passkey.getUserEntityUserId()).value())
                .param("credential", passkey.getCredentialId().getBytes())
                .param("key", passkey.getPublicKey().getBytes())
                .param("count", passkey.getSignatureCount())
                .param("verified", passkey.isUvInitialized())
                .param("eligible", passkey.isBackupEligible())
                .param("backed", passkey.isBackupState())
                .param("transports", transports(passkey.getTransports()))
                .param("attestation", bytes(passkey.getAttestationObject()))
                .param("label", passkey.getLabel())
                .param("domain", domain)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    @SuppressWarnings("NullAway") // Spring's own way to say that there is none.
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return jdbc.sql(
                        """
                        select %s from backline.passkey
                        where credential_id = :credential and domain = :domain
                        """
                                .formatted(COLUMNS))
                .param("credential", credential.getBytes())
                .param("domain", domain)
                .query((row, number) -> read(row))
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return jdbc.sql(
                        """
                        select %s from backline.passkey
                        where account_id = :account and domain = :domain order by id
                        """
                                .formatted(COLUMNS))
                .param("account", account(handle).value())
                .param("domain", domain)
                .query((row, number) -> (CredentialRecord) read(row))
                .list();
    }

    @Override
    public void delete(Bytes credential) {
        jdbc.sql("delete from backline.passkey where credential_id = :credential")
                .param("credential", credential.getBytes())
                .update();
    }

    private static ImmutableCredentialRecord read(ResultSet row) throws SQLException {
        Instant made = row.getObject("created_at", OffsetDateTime.class).toInstant();
        OffsetDateTime used = row.getObject("used_at", OffsetDateTime.class);
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getBytes("credential_id")))
                .userEntityUserId(handle(new AccountId(row.getObject("account_id", UUID.class))))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("verified"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backed_up"))
                .transports(transports(row.getString("transports")))
                .attestationObject(new Bytes(row.getBytes("attestation")))
                .label(row.getString("label"))
                .created(made)
                .lastUsed(used == null ? made : used.toInstant())
                .build();
    }

    private static String transports(Set<AuthenticatorTransport> transports) {
        return transports.stream()
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static Set<AuthenticatorTransport> transports(String kept) {
        return Stream.of(kept.split(" "))
                .filter(name -> !name.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static byte[] bytes(@Nullable Bytes given) {
        return given == null ? new byte[0] : given.getBytes();
    }
}
