package studio.backline.platform.work;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import studio.backline.contract.outbound.OutboundRefusedException;
import studio.backline.contract.outbound.OutboundRefusedException.Rule;

/**
 * Work that wanted to call somebody while sending was paused. It is not begun again before sending
 * goes on, since it would come no further. Each node finds out for itself, once.
 */
@Component
public class PausedWork {

    private static final int DEEPEST_CAUSE = 20;

    private final Sending sending;
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();

    PausedWork(Sending sending) {
        this.sending = sending;
    }

    /** Whether what stopped it is the pause, and no fault of its own; it waits from now on. */
    public boolean isStoppedBy(UUID work, Throwable thrown) {
        if (!isRefusal(thrown) || !sending.isPaused()) {
            return false;
        }
        held.add(work);
        return true;
    }

    /** Whether it met the pause that still lasts. */
    public boolean waits(UUID work) {
        if (!held.isEmpty() && !sending.isPaused()) {
            held.clear();
        }
        return held.contains(work);
    }

    private static boolean isRefusal(Throwable thrown) {
        @Nullable Throwable each = thrown;
        for (int depth = 0; each != null && depth < DEEPEST_CAUSE; depth++) {
            if (each instanceof OutboundRefusedException refused
                    && refused.rule() == Rule.GATE_SHUT) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}
