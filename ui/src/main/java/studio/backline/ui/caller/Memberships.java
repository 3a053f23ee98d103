package studio.backline.ui.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.ObjectProvider;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.tenancy.Membership;
import studio.backline.platform.tenancy.Workspaces;

/**
 * Where an account belongs and as what, never older than five seconds. Read on a thread of its own:
 * the question is asked in the middle of a transaction of the asking thread, which must not be
 * joined.
 */
public final class Memberships {

    private static final Duration AGE = Duration.ofSeconds(5);
    private static final int KEPT = 10_000;
    private static final Executor APART = Thread::startVirtualThread;

    private final ObjectProvider<Workspaces> workspaces;
    private final Cache<AccountId, List<Membership>> known =
            Caffeine.newBuilder().expireAfterWrite(AGE).maximumSize(KEPT).build();

    Memberships(ObjectProvider<Workspaces> workspaces) {
        this.workspaces = workspaces;
    }

    /** All that the account belongs to, by name. */
    public List<Membership> of(AccountId account) {
        return known.get(
                account,
                asked ->
                        CompletableFuture.supplyAsync(() -> workspaces.getObject().of(asked), APART)
                                .join());
    }

    /** Reads anew at the next question, after something about the account has changed. */
    public void changed(AccountId account) {
        known.invalidate(account);
    }
}
