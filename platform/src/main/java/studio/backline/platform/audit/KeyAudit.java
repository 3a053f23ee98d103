package studio.backline.platform.audit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import studio.backline.platform.encryption.WorkspaceKeyEvent;

/**
 * Keeps on record when a workspace's key was made and destroyed; {@code encryption} is below us.
 */
final class KeyAudit {

    private final Audit audit;

    KeyAudit(Audit audit) {
        this.audit = audit;
    }

    @EventListener
    void on(WorkspaceKeyEvent event) {
        String change = event.change().name().toLowerCase(Locale.ROOT);
        audit.recordInstance(
                Optional.empty(),
                "encryption.key-" + change,
                Optional.of(event.workspace().value()),
                Map.of());
    }
}
