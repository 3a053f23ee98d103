package studio.backline.platform.checkpoints;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.audit.AuditCheck;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.tenancy.WorkspaceScope;

/**
 * Looks after the chains of the whole house, for whoever runs it: numbers, and nothing of their
 * content.
 */
public final class ChainSurvey {

    private final Checkpoints checkpoints;
    private final CheckpointTable table;
    private final WorkspaceScope scope;

    ChainSurvey(Checkpoints checkpoints, CheckpointTable table, WorkspaceScope scope) {
        this.checkpoints = checkpoints;
        this.table = table;
        this.scope = scope;
    }

    /**
     * What a walk along a chain found.
     *
     * @param chain the workspace; the nil UUID for the instance's own
     * @param erased entries whose content was erased
     * @param brokenAt the first that does not fit, or that a kept checkpoint knows otherwise
     * @param checkpoint when the newest was taken
     */
    public record Walk(
            UUID chain,
            long entries,
            long erased,
            OptionalLong brokenAt,
            Optional<Instant> checkpoint) {}

    /** Walks all chains, the instance's first. */
    public List<Walk> walk() {
        List<Walk> walks = new ArrayList<>();
        walks.add(walk(AuditChain.INSTANCE, WorkspaceKeys.INSTANCE));
        for (WorkspaceId workspace : table.workspaces()) {
            walks.add(in(workspace, () -> walk(AuditChain.WORKSPACE, workspace)));
        }
        return walks;
    }

    /** Compares the chain that a kept checkpoint is of with it. */
    public Comparison compare(String kept) {
        Optional<UUID> chain = checkpoints.chainOf(kept);
        if (chain.isEmpty() || chain.get().equals(WorkspaceKeys.INSTANCE.value())) {
            return checkpoints.compare(AuditChain.INSTANCE, kept);
        }
        return in(
                new WorkspaceId(chain.get()),
                () -> checkpoints.compare(AuditChain.WORKSPACE, kept));
    }

    /** What verifies the checkpoints of this house without it. */
    public String verifier() {
        return checkpoints.verifier();
    }

    private Walk walk(AuditChain chain, WorkspaceId id) {
        AuditCheck found = checkpoints.check(chain);
        return new Walk(
                id.value(),
                found.entries(),
                found.deleted(),
                found.brokenAt(),
                checkpoints.standing(chain).last().map(Standing.Kept::at));
    }

    private <T> T in(WorkspaceId workspace, Supplier<T> work) {
        AtomicReference<T> done = new AtomicReference<>();
        scope.run(new Caller(workspace, Optional.empty(), Role.OWNER), () -> done.set(work.get()));
        return Objects.requireNonNull(done.get());
    }
}
