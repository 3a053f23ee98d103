package studio.backline.platform.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.tenancy.WorkspaceId;

/**
 * A letter as a worker holds it.
 *
 * @param workspace whose key sealed it; the instance's stand-in for the instance's own
 * @param fence what it has to show with each write, so that a worker that lost it cannot
 * @param closed why it is not to be handed over at all; null where it is
 */
record HeldLetter(
        UUID id,
        WorkspaceId workspace,
        byte[] recipient,
        byte @Nullable [] content,
        long fence,
        int tries,
        @Nullable String closed) {

    /** No content. */
    @Override
    public String toString() {
        return "HeldLetter[%s]".formatted(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldLetter held && held.id.equals(id) && held.fence == fence;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
