package studio.backline.ui.backup;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.backup.BackupDesk;
import studio.backline.platform.backup.BackupErrands;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.identity.Operators;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;

/**
 * What the screen of backups works with.
 *
 * @param signedIn who asks; whether they may is asked at each act
 */
record BackupRoom(BackupDesk desk, BackupErrands errands, SignedIn signedIn, Operators operators) {

    private static final Logger LOG = LoggerFactory.getLogger(BackupRoom.class);

    /** As of now, not as of the sign-in. */
    AccountId operator() {
        AccountId account = signedIn.require().accountId();
        if (!operators.contains(account)) {
            throw new PermissionDeniedException(HousePermissions.OPERATE);
        }
        return account;
    }

    /**
     * Asks a place that may be far away, away from the window, and tells it then, with its lock.
     *
     * @param refused what is wrong and what to do; empty where nobody knows
     */
    <T> void ask(UI ui, Callable<T> question, Consumer<T> told, Consumer<String> refused) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        T answer = question.call();
                        tell(ui, () -> told.accept(answer));
                    } catch (BackupRefusedException e) {
                        tell(ui, () -> refused.accept(e.what() + " " + e.remedy()));
                    } catch (Exception e) {
                        LOG.error("A place for backups was not looked into.", e);
                        tell(ui, () -> refused.accept(""));
                    }
                });
    }

    static void tell(UI ui, Runnable told) {
        try {
            ui.access(told::run);
        } catch (UIDetachedException gone) {
            LOG.debug("Nobody is at the window any more", gone);
        }
    }
}
