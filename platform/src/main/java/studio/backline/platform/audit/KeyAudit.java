package studio.backline.platform.audit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.WorkspaceKeyEvent;

/**
 * Keeps on record when a workspace's or an account's key was made and destroyed; {@code encryption}
 * is below us.
 */
final class KeyAudit {

    private final Audit audit;

    KeyAudit(Audit audit) {
        this.audit = audit;
    }

    @EventListener
    void on(WorkspaceKeyEvent event) {
        record(event.change(), "encryption.key-", event.workspace().value());
    }

    @EventListener
    void on(AccountSecrets.KeyEvent event) {
        record(event.change(), "encryption.account-key-", event.account().value());
    }

    private void record(WorkspaceKeyEvent.Change change, String action, UUID whose) {
        audit.recordInstance(
                Optional.empty(),
                action + change.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                Optional.of(whose),
                Map.of());
    }
}
