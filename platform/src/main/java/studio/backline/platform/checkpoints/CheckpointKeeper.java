package studio.backline.platform.checkpoints;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.audit.Origin;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.work.Sending;

/**
 * Walks each chain once a day, in UTC, and takes a checkpoint of those that have grown, which goes
 * to the owners. Not while sending is paused: a restored server would vouch for a chain that goes
 * on elsewhere.
 */
final class CheckpointKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointKeeper.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final Checkpoints checkpoints;
    private final CheckpointTable table;
    private final WorkspaceScope scope;
    private final CheckpointPost post;
    private final Sending sending;
    private final Clock clock;
    private volatile @Nullable Thread looking;

    CheckpointKeeper(
            Checkpoints checkpoints,
            CheckpointTable table,
            WorkspaceScope scope,
            CheckpointPost post,
            Sending sending,
            Clock clock) {
        this.checkpoints = checkpoints;
        this.table = table;
        this.scope = scope;
        this.post = post;
        this.sending = sending;
        this.clock = clock;
    }

    /** Looks once after all chains. */
    void look() {
        if (sending.isPaused()) {
            return;
        }
        lookAfter(AuditChain.INSTANCE, Optional.empty());
        for (WorkspaceId workspace : table.workspaces()) {
            scope.run(
                    new Caller(workspace, Optional.empty(), Role.OWNER),
                    () -> lookAfter(AuditChain.WORKSPACE, Optional.of(workspace)));
        }
    }

    private void lookAfter(AuditChain chain, Optional<WorkspaceId> whose) {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        Standing known = checkpoints.standing(chain);
        if (known.checkedAt().filter(at -> !at.isBefore(today)).isPresent()) {
            return;
        }
        boolean grown = known.last().map(Standing.Kept::size).orElse(0L) != known.entries();
        if (grown) {
            checkpoints.take(chain, Optional.of(today)).ifPresent(kept -> post.send(whose, kept));
        }
        // What was walked in order to take one is not walked again.
        Standing now = checkpoints.standing(chain);
        boolean walked = !now.checkedAt().equals(known.checkedAt());
        boolean broken = walked ? now.brokenAt().isPresent() : !checkpoints.check(chain).isWhole();
        if (broken) {
            LOG.error(
                    "The audit chain {} does not hold together any more. Compare it with a kept"
                            + " checkpoint: bin/backline audit verify --checkpoint FILE",
                    whose.map(WorkspaceId::toString).orElse("of the instance"));
            post.warn(whose);
        }
    }

    @Override
    public void start() {
        Thread starting = Thread.ofVirtual().name("checkpoints").unstarted(this::run);
        looking = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread stopping = looking;
        looking = null;
        if (stopping != null) {
            stopping.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    private void run() {
        try {
            while (isRunning()) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
                Origin.ofHost().run(this::lookSafely);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("The audit chains could not be looked after; trying again.", e);
        }
    }
}
