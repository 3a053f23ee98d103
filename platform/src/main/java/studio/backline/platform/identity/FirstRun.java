package studio.backline.platform.identity;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.identity.mailed.AccountEvent;
import studio.backline.platform.identity.throttle.Throttle;

/**
 * The first account and workspace of a new server. Whoever has the code that the server printed on
 * its console may make them, once. All of it is one transaction: cut off anywhere, it begins anew.
 */
public final class FirstRun {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Accounts accounts;
    private final House house;
    private final Gate gate;

    /** Of this process only: never stored, and another one after each start. */
    private final String code = SecureTokens.oneTimeCode();

    private final AtomicBoolean done = new AtomicBoolean();

    FirstRun(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            Accounts accounts,
            House house,
            Gate gate) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.house = house;
        this.gate = gate;
    }

    /**
     * What the first run made.
     *
     * @param account the first account
     * @param workspace the first workspace
     */
    public record Result(AccountId account, WorkspaceId workspace) {}

    /** What it opens. */
    record House(Foundation foundation, Registration registration) {}

    /**
     * What stands before it, and what is told of it.
     *
     * @param told hears of what an account's person is written to about, in the transaction that
     *     does it
     */
    record Gate(Throttle throttle, Audit audit, Consumer<AccountEvent> told) {}

    /** Whether the first run is still to come. */
    public boolean open() {
        if (done.get()) {
            return false;
        }
        Boolean found =
                transactions.execute(
                        status ->
                                jdbc.sql("select exists (select from backline.first_run)")
                                        .query(Boolean.class)
                                        .single());
        if (Boolean.TRUE.equals(found)) {
            done.set(true);
        }
        return !done.get();
    }

    /** The one-time code, for the console of this process. */
    public String code() {
        return code;
    }

    /**
     * Checks the code, for a wizard whose first page asks for it.
     *
     * @throws IdentityException {@code CODE_WRONG} or {@code FIRST_RUN_DONE}
     */
    public void checkCode(String typed) {
        if (!open()) {
            throw new IdentityException(IdentityError.FIRST_RUN_DONE);
        }
        // Not counted: sixty random bits that end with the process are not guessed, and a count
        // would let whoever found the port first keep the owner out.
        boolean right =
                SecureTokens.same(
                        SecureTokens.normaliseCode(typed), SecureTokens.normaliseCode(code));
        if (!right) {
            throw new IdentityException(IdentityError.CODE_WRONG);
        }
    }

    /**
     * Makes account and workspace, and sets what follows from who plays.
     *
     * @throws IdentityException as {@link #checkCode}, and when address, name or password are not
     *     good
     * @throws studio.backline.platform.tenancy.TenancyException when the workspace's name is not
     *     good
     */
    public Result complete(FirstRunRequest request) {
        checkCode(request.code());
        Accounts.Prepared prepared = accounts.prepare(request.account());
        Result result =
                transactions.execute(
                        status -> {
                            lock();
                            if (!open()) {
                                throw new IdentityException(IdentityError.FIRST_RUN_DONE);
                            }
                            return make(prepared, request.workspaceName(), request.plays());
                        });
        done.set(true);
        return result;
    }

    private Result make(
            Accounts.Prepared prepared, String workspaceName, FirstRunRequest.Plays plays) {
        AccountId account = accounts.create(prepared, true);
        WorkspaceId workspace = house.foundation().found(workspaceName, account).id();
        jdbc.sql(
                        """
                        insert into backline.first_run (id, account_id, workspace, completed_at)
                        values (1, :account, :workspace, :now)
                        """)
                .param("account", account.value())
                .param("workspace", workspace.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        settle(account, plays);
        gate.audit()
                .recordInstance(
                        Optional.of(account),
                        "identity.first-run-completed",
                        Optional.of(workspace.value()),
                        Map.of());
        return new Result(account, workspace);
    }

    private void settle(AccountId operator, FirstRunRequest.Plays plays) {
        if (plays != FirstRunRequest.Plays.ME) {
            house.registration().setMode(operator, Registration.Mode.INVITATION);
        }
        if (plays == FirstRunRequest.Plays.SEVERAL) {
            house.foundation().forSeveral(operator, true);
        }
    }

    /** Two at once, on whichever nodes, go one after the other. */
    private void lock() {
        jdbc.sql("lock table backline.first_run in share row exclusive mode").update();
    }
}
