package studio.backline.platform.checkpoints;

import java.util.Optional;
import studio.backline.platform.audit.AuditCheck;

/**
 * What a chain is beside a checkpoint that somebody kept.
 *
 * @param checkpoint what was kept, where it could be read
 * @param chain what a walk along the chain found, where it came to that
 */
public record Comparison(
        Verdict verdict, Optional<Checkpoint> checkpoint, Optional<AuditCheck> chain) {

    /** What came of it. */
    public enum Verdict {
        /** The chain holds all that the checkpoint says, unchanged. */
        FITS,
        /** What was given holds no checkpoint. */
        NO_CHECKPOINT,
        /** It is the checkpoint of another house. */
        OTHER_HOUSE,
        /** It is the checkpoint of another chain of this house. */
        OTHER_CHAIN,
        /** It was changed, or was not signed with this house's key. */
        NOT_SIGNED,
        /** The chain does not hold together by itself. */
        BROKEN,
        /** The chain has fewer entries than it had. */
        CUT_OFF,
        /** The chain holds together and is another one: it was written anew, or forked before. */
        REWRITTEN
    }

    /** Whether nothing is wrong. */
    public boolean fits() {
        return verdict == Verdict.FITS;
    }

    static Comparison of(Verdict verdict) {
        return new Comparison(verdict, Optional.empty(), Optional.empty());
    }

    static Comparison of(Verdict verdict, Checkpoint checkpoint) {
        return new Comparison(verdict, Optional.of(checkpoint), Optional.empty());
    }
}
