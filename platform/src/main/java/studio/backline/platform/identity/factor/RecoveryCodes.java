package studio.backline.platform.identity.factor;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.encryption.SecureTokens;

/**
 * Codes for whoever has lost the second factor: each is good once. They have 120 random bits, so
 * that a plain hash of them can be kept.
 */
public final class RecoveryCodes {

    /** So many are made at once. */
    public static final int MADE = 10;

    private static final int LONGEST_TYPED = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /** Over the rows of the instance. */
    public RecoveryCodes(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** New ones, to be shown now and never again; those before are void. */
    public List<String> renew(AccountId account) {
        List<String> codes =
                Stream.generate(() -> SecureTokens.oneTimeCode() + "-" + SecureTokens.oneTimeCode())
                        .limit(MADE)
                        .toList();
        transactions.executeWithoutResult(
                status -> {
                    remove(account);
                    codes.forEach(code -> insert(account, code));
                });
        return codes;
    }

    /** How many are left. */
    public int left(AccountId account) {
        return transactions.execute(
                status ->
                        jdbc.sql(
                                        """
                                        select count(*) from backline.recovery_code
                                        where account_id = :account
                                        """)
                                .param("account", account.value())
                                .query(Integer.class)
                                .single());
    }

    /** Whether the code is one of the account's, which it is no longer. */
    public boolean spend(AccountId account, String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return false;
        }
        return transactions.execute(
                status ->
                        jdbc.sql(
                                                """
                                                delete from backline.recovery_code
                                                where account_id = :account and hash = :hash
                                                """)
                                        .param("account", account.value())
                                        .param("hash", hash(typed))
                                        .update()
                                == 1);
    }

    /** None is good any more. */
    public void remove(AccountId account) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql("delete from backline.recovery_code where account_id = :account")
                                .param("account", account.value())
                                .update());
    }

    private void insert(AccountId account, String code) {
        jdbc.sql(
                        """
                        insert into backline.recovery_code (account_id, hash, made_at)
                        values (:account, :hash, :now)
                        """)
                .param("account", account.value())
                .param("hash", hash(code))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static byte[] hash(String code) {
        return SecureTokens.digest(SecureTokens.normaliseCode(code));
    }
}
