package studio.backline.platform.work;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.WorkspaceKeyEvent;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.tenancy.MembershipsChanged;

/**
 * Has all nodes forget what one of them has changed: memberships, and the keys of workspaces and
 * accounts. The modules that these are of lie below, and know of no bell.
 */
@Component
public class NodeCaches {

    private static final String MEMBERSHIPS = "memberships";
    private static final String KEYS = "keys";

    private final Bell bell;

    NodeCaches(Bell bell, WorkspaceKeys keys, AccountSecrets secrets) {
        this.bell = bell;
        bell.hear(KEYS, keys::forget);
        bell.hear(KEYS, secrets::forget);
    }

    /**
     * Runs this from now on whenever memberships may have changed, on this node or another, on any
     * thread; it returns at once.
     */
    public void onMemberships(Runnable changed) {
        bell.hear(MEMBERSHIPS, changed);
    }

    /** The same whenever a key may have come, gone or been rotated. */
    public void onKeys(Runnable changed) {
        bell.hear(KEYS, changed);
    }

    @EventListener
    void on(MembershipsChanged changed) {
        bell.ring(MEMBERSHIPS);
    }

    @EventListener
    void on(WorkspaceKeyEvent changed) {
        bell.ring(KEYS);
    }

    @EventListener
    void on(AccountSecrets.KeyEvent changed) {
        bell.ring(KEYS);
    }
}
