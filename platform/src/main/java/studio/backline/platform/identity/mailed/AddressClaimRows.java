package studio.backline.platform.identity.mailed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.identity.EmailAddress;

/** The rows of what is under way to an address; inside the caller's transaction. */
public final class AddressClaimRows {

    private static final String SELECT =
            """
            select c.*, a.email as present, c.old_hash = :hash as by_old
            from backline.address_claim c join backline.account a on a.id = c.account_id
            where a.disabled_at is null and c.expires_at > :now and
            """;

    private final JdbcClient jdbc;

    AddressClaimRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which mailbox is asked. */
    public enum End {
        /** That of the address that is claimed. */
        NEW,
        /** That of the address that the account has. */
        OLD
    }

    /**
     * What is under way.
     *
     * @param present the address that the account has
     * @param next the one that is claimed
     * @param isChange whether the two are told apart
     * @param asked whose link it was found by
     */
    public record Claim(
            AccountId account,
            EmailAddress present,
            EmailAddress next,
            boolean isChange,
            End asked,
            boolean newConfirmed,
            boolean oldConfirmed,
            Instant askedAt) {

        /** From when on the present mailbox is not needed. */
        public Instant openFrom() {
            return askedAt.plus(AddressClaims.OBJECTION);
        }

        /** No address. */
        @Override
        public String toString() {
            return "Claim[%s]".formatted(account);
        }
    }

    void put(
            AccountId account, EmailAddress next, String token, Optional<String> old, Instant now) {
        jdbc.sql(
                        """
                        insert into backline.address_claim (account_id, email, email_key, new_hash,
                            old_hash, asked_at, expires_at)
                        values (:account, :email, :key, :new, :old, :now, :until)
                        on conflict (account_id) do update
                        set email = excluded.email, email_key = excluded.email_key,
                            new_hash = excluded.new_hash, old_hash = excluded.old_hash,
                            new_confirmed_at = null, old_confirmed_at = null,
                            asked_at = excluded.asked_at, expires_at = excluded.expires_at
                        """)
                .param("account", account.value())
                .param("email", next.value())
                .param("key", next.key())
                .param("new", SecureTokens.digest(token))
                .param("old", old.map(SecureTokens::digest).orElse(null))
                .param("now", at(now))
                .param("until", at(now.plus(AddressClaims.GOOD_FOR)))
                .update();
    }

    Optional<Claim> of(AccountId account, Instant now, String lock) {
        return jdbc.sql(SELECT + "c.account_id = :account" + lock)
                .param("account", account.value())
                .param("hash", new byte[0])
                .param("now", at(now))
                .query((row, number) -> claim(row))
                .optional();
    }

    Optional<Claim> byToken(String token, Instant now, String lock) {
        return jdbc.sql(SELECT + "(c.new_hash = :hash or c.old_hash = :hash)" + lock)
                .param("hash", SecureTokens.digest(token))
                .param("now", at(now))
                .query((row, number) -> claim(row))
                .optional();
    }

    void confirm(String token, Instant now) {
        jdbc.sql(
                        """
                        update backline.address_claim
                        set new_confirmed_at = case when new_hash = :hash
                                then coalesce(new_confirmed_at, :now) else new_confirmed_at end,
                            old_confirmed_at = case when old_hash = :hash
                                then coalesce(old_confirmed_at, :now) else old_confirmed_at end
                        where new_hash = :hash or old_hash = :hash
                        """)
                .param("hash", SecureTokens.digest(token))
                .param("now", at(now))
                .update();
    }

    /** Links for a new password that lie in the former mailbox are void with it. */
    void move(AccountId account, EmailAddress next, Optional<Instant> verified) {
        jdbc.sql(
                        """
                        update backline.account
                        set email = :email, email_key = :key, verified_at = :verified
                        where id = :account
                        """)
                .param("email", next.value())
                .param("key", next.key())
                .param("verified", verified.map(AddressClaimRows::at).orElse(null))
                .param("account", account.value())
                .update();
        jdbc.sql("delete from backline.password_reset where account_id = :account")
                .param("account", account.value())
                .update();
    }

    void remove(AccountId account) {
        jdbc.sql("delete from backline.address_claim where account_id = :account")
                .param("account", account.value())
                .update();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                new AccountId(row.getObject("account_id", UUID.class)),
                new EmailAddress(row.getString("present")),
                new EmailAddress(row.getString("email")),
                row.getBytes("old_hash") != null,
                row.getBoolean("by_old") ? End.OLD : End.NEW,
                row.getObject("new_confirmed_at", OffsetDateTime.class) != null,
                row.getObject("old_confirmed_at", OffsetDateTime.class) != null,
                row.getObject("asked_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
