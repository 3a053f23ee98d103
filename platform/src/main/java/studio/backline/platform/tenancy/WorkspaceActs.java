package studio.backline.platform.tenancy;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.audit.Audit;

/**
 * What is done in a workspace on somebody's behalf: one transaction, told of in its audit trail.
 *
 * @param transactions in which it is done
 * @param scope of whoever does it: the entry takes who and where from the context
 * @param audit which tells of it
 */
public record WorkspaceActs(TransactionTemplate transactions, WorkspaceScope scope, Audit audit) {

    /** Does it and gives its result, in the workspace of whoever does. */
    public <T> T act(Caller by, Supplier<T> work) {
        AtomicReference<T> done = new AtomicReference<>();
        scope.run(by, () -> done.set(transactions.execute(status -> work.get())));
        return Objects.requireNonNull(done.get());
    }

    /** Adds an entry about somebody's place, inside such an act. */
    public void tell(String act, UUID whose, Role role) {
        audit.record(act, Optional.of(whose), Map.of("role", role.name()));
    }
}
