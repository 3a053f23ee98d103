package studio.backline.platform.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;

/**
 * Who runs the server: installs plugins, changes its settings, invites. An operator is no member of
 * any workspace by that and sees no workspace's data. One remains at all times.
 */
public final class Operators {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Audit audit;

    Operators(JdbcClient jdbc, TransactionTemplate transactions, Audit audit) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Whether the account runs the server, as of now. */
    public boolean contains(AccountId account) {
        return transactions.execute(status -> list().contains(account));
    }

    /** All of them. */
    public List<AccountId> list() {
        return transactions.execute(status -> read(""));
    }

    /** Makes an account an operator. */
    public void grant(AccountId by, AccountId account) {
        transactions.executeWithoutResult(
                status -> {
                    requireOperator(by);
                    set(account, true);
                    record(by, "identity.operator-granted", account);
                });
    }

    /** Makes an operator an account like others, unless it is the last one. */
    public void revoke(AccountId by, AccountId account) {
        transactions.executeWithoutResult(
                status -> {
                    requireOperator(by);
                    if (list().equals(List.of(account))) {
                        throw new IdentityException(IdentityError.LAST_OPERATOR);
                    }
                    set(account, false);
                    record(by, "identity.operator-revoked", account);
                });
    }

    /**
     * With the rows of all operators locked until the transaction ends: two operators cannot take
     * it from each other at once.
     */
    private void requireOperator(AccountId by) {
        if (!read(" for no key update").contains(by)) {
            throw new IdentityException(IdentityError.NOT_ALLOWED);
        }
    }

    private List<AccountId> read(String lock) {
        return jdbc
                .sql(
                        "select id from backline.account"
                                + " where operator and disabled_at is null order by id"
                                + lock)
                .query(UUID.class)
                .list()
                .stream()
                .map(AccountId::new)
                .toList();
    }

    private void set(AccountId account, boolean operator) {
        int changed =
                jdbc.sql("update backline.account set operator = :operator where id = :id")
                        .param("operator", operator)
                        .param("id", account.value())
                        .update();
        if (changed == 0) {
            throw new IdentityException(IdentityError.ACCOUNT_UNKNOWN);
        }
    }

    private void record(AccountId by, String act, AccountId account) {
        audit.recordInstance(Optional.of(by), act, Optional.of(account.value()), Map.of());
    }
}
