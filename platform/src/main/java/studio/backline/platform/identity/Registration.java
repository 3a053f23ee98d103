package studio.backline.platform.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.identity.throttle.Throttle;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.settings.Setting;

/** New accounts by their own wish, where the operator lets them. */
public final class Registration {

    private static final Setting<Mode> MODE = Setting.choice("identity.registration", Mode.CLOSED);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final InstanceSettings settings;
    private final Accounts accounts;
    private final Foundation foundation;
    private final Operators operators;
    private final TransactionTemplate transactions;
    private final FirstRun.Gate gate;

    Registration(
            InstanceSettings settings,
            Accounts accounts,
            Foundation foundation,
            Operators operators,
            TransactionTemplate transactions,
            FirstRun.Gate gate) {
        this.settings = settings;
        this.accounts = accounts;
        this.foundation = foundation;
        this.operators = operators;
        this.transactions = transactions;
        this.gate = gate;
    }

    /** Who may make an account. */
    public enum Mode {
        /** Nobody; invitations go only to those who have an account. */
        CLOSED,
        /** Whoever was invited to a workspace. */
        INVITATION,
        /** Anybody, with a workspace of their own. */
        OPEN
    }

    /**
     * What a registration made.
     *
     * @param account the account
     * @param workspace its workspace
     */
    public record Result(AccountId account, WorkspaceId workspace) {}

    /** Who may make an account, as of now. */
    public Mode mode() {
        return settings.get(MODE);
    }

    /** Changes who may; an operator's right. */
    public void setMode(AccountId by, Mode mode) {
        transactions.executeWithoutResult(
                status -> {
                    if (!operators.contains(by)) {
                        throw new IdentityException(IdentityError.NOT_ALLOWED);
                    }
                    settings.set(MODE, mode);
                    audit().recordInstance(
                                    Optional.of(by),
                                    "identity.registration-changed",
                                    Optional.empty(),
                                    Map.of("mode", mode.name()));
                });
    }

    /**
     * Makes an account and a workspace of its own.
     *
     * @throws IdentityException {@code REGISTRATION_CLOSED} unless it is open; what is wrong else
     * @throws studio.backline.platform.tenancy.TenancyException when the workspace's name is not
     *     good
     */
    public Result register(NewAccount account, String workspaceName, SignInDetails from) {
        if (mode() != Mode.OPEN) {
            throw new IdentityException(IdentityError.REGISTRATION_CLOSED);
        }
        // Each counts, also when it succeeds: a network makes few accounts.
        Throttle.Counter tries =
                new Throttle.Counter("registration " + from.network(), 10, LONGEST_WAIT);
        IdentityException.throwIfWaiting(gate.throttle().enter(List.of(tries)));
        Accounts.Prepared prepared = accounts.prepare(account);
        return transactions.execute(
                status -> {
                    AccountId id = accounts.create(prepared, false);
                    return new Result(id, foundation.found(workspaceName, id).id());
                });
    }

    private Audit audit() {
        return gate.audit();
    }
}
