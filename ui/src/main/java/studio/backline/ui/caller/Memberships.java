package studio.backline.ui.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.ObjectProvider;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.tenancy.Membership;
import studio.backline.platform.tenancy.Workspaces;

/**
 * Where an account belongs and as what: forgotten as soon as any node has changed it, and never
 * older than five seconds where that was not heard. Read on a thread of its own: the question is
 * asked in the middle of a transaction of the asking thread, which must not be joined.
 */
public final class Memberships {

    private static final Duration AGE = Duration.ofSeconds(5);
    private static final int KEPT = 10_000;
    private static final Executor APART = Thread::startVirtualThread;

    private final ObjectProvider<Workspaces> workspaces;

    /** Counts the changes: what was read before the last one is not believed any more. */
    private final AtomicLong changes = new AtomicLong();

    private final Cache<AccountId, Known> known =
            Caffeine.newBuilder().expireAfterWrite(AGE).maximumSize(KEPT).build();

    Memberships(ObjectProvider<Workspaces> workspaces) {
        this.workspaces = workspaces;
    }

    private record Known(List<Membership> held, long since) {}

    /** All that the account belongs to, by name. */
    public List<Membership> of(AccountId account) {
        long since = changes.get();
        Known last = known.getIfPresent(account);
        if (last == null || last.since() != since) {
            last = new Known(read(account), since);
            known.put(account, last);
        }
        return last.held();
    }

    private List<Membership> read(AccountId account) {
        return CompletableFuture.supplyAsync(() -> workspaces.getObject().of(account), APART)
                .join();
    }

    /** From the next question on all is read anew. */
    void forget() {
        changes.incrementAndGet();
    }
}
