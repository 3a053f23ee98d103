package studio.backline.platform.checkpoints;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.audit.AuditChain;
import studio.backline.platform.audit.AuditCheck;
import studio.backline.platform.checkpoints.Comparison.Verdict;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.encryption.signing.NoteKey;

/** Takes checkpoints of chains, and says whether a chain is still what a checkpoint says. */
public final class Checkpoints {

    /** So many of the newest are compared with the chain whenever it is walked. */
    private static final int COMPARED = 60;

    private final CheckpointTable table;
    private final Audit audit;
    private final CurrentCaller caller;
    private final NoteKey key;
    private final String house;
    private final Clock clock;

    Checkpoints(
            CheckpointTable table,
            Audit audit,
            CurrentCaller caller,
            NoteKey key,
            String house,
            Clock clock) {
        this.table = table;
        this.audit = audit;
        this.caller = caller;
        this.key = key;
        this.house = house;
        this.clock = clock;
    }

    /** What is known of a chain without walking it. */
    public Standing standing(AuditChain chain) {
        Optional<CheckpointTable.Noted> noted = table.noted(chain);
        return new Standing(
                table.last(chain).map(CheckpointTable.Place::size).orElse(0L),
                table.at(chain, 1).map(CheckpointTable.Place::at),
                noted.map(CheckpointTable.Noted::checkedAt),
                noted.map(CheckpointTable.Noted::brokenAt).orElse(OptionalLong.empty()),
                table.kept(chain, 1).stream().findFirst());
    }

    /**
     * Walks a chain, compares it with the checkpoints that the house keeps, and remembers what came
     * of it.
     */
    public AuditCheck check(AuditChain chain) {
        AuditCheck walked = audit.verify(chain);
        AuditCheck found = walked.isWhole() ? beside(chain, walked) : walked;
        table.note(chain, found.brokenAt(), clock.instant());
        return found;
    }

    /**
     * Signs what a chain is now and keeps it; empty where there is no entry, or the chain does not
     * hold together: nobody is to vouch for that.
     */
    public Optional<Standing.Kept> take(AuditChain chain) {
        return take(chain, Optional.empty());
    }

    /**
     * The same; also empty where one was kept since.
     *
     * @param since by another node, too
     */
    Optional<Standing.Kept> take(AuditChain chain, Optional<Instant> since) {
        Optional<CheckpointTable.Place> last = table.last(chain);
        if (last.isEmpty() || !check(chain).isWhole()) {
            return Optional.empty();
        }
        Checkpoint now =
                new Checkpoint(
                        house,
                        idOf(chain),
                        last.get().size(),
                        last.get().head(),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS));
        String note = key.sign(now.text());
        return table.keep(chain, now, note, since)
                ? Optional.of(new Standing.Kept(now.size(), now.at(), note))
                : Optional.empty();
    }

    /**
     * Compares a chain with a checkpoint that somebody kept.
     *
     * @param kept the checkpoint, or the letter that it came in
     */
    public Comparison compare(AuditChain chain, String kept) {
        Optional<String> note = Checkpoint.noteIn(kept);
        Optional<Checkpoint> said = said(note);
        if (said.isEmpty()) {
            return Comparison.of(Verdict.NO_CHECKPOINT);
        }
        Checkpoint checkpoint = said.get();
        if (!checkpoint.house().equals(house)) {
            return Comparison.of(Verdict.OTHER_HOUSE, checkpoint);
        }
        if (note.flatMap(key::open).isEmpty()) {
            return Comparison.of(Verdict.NOT_SIGNED, checkpoint);
        }
        if (!checkpoint.chain().equals(idOf(chain))) {
            return Comparison.of(Verdict.OTHER_CHAIN, checkpoint);
        }
        AuditCheck walked = audit.verify(chain);
        return new Comparison(
                verdict(chain, checkpoint, walked), Optional.of(checkpoint), Optional.of(walked));
    }

    /** Whose chain a kept checkpoint is of; nothing is proven by that. */
    public Optional<UUID> chainOf(String kept) {
        return said(Checkpoint.noteIn(kept)).map(Checkpoint::chain);
    }

    /** What verifies the checkpoints of this house without it: name, id and public key. */
    public String verifier() {
        return key.verifier();
    }

    private static Optional<Checkpoint> said(Optional<String> note) {
        return note.map(text -> text.substring(0, text.indexOf("\n\n") + 1))
                .flatMap(Checkpoint::read);
    }

    private Verdict verdict(AuditChain chain, Checkpoint checkpoint, AuditCheck walked) {
        if (!walked.isWhole()) {
            return Verdict.BROKEN;
        }
        if (walked.entries() < checkpoint.size()) {
            return Verdict.CUT_OFF;
        }
        return holds(chain, checkpoint) ? Verdict.FITS : Verdict.REWRITTEN;
    }

    /**
     * The chain as its own checkpoints know it: one that was written anew breaks where they say.
     */
    private AuditCheck beside(AuditChain chain, AuditCheck walked) {
        OptionalLong wrong =
                table.kept(chain, COMPARED).stream()
                        .flatMap(one -> said(Optional.of(one.note())).stream())
                        .filter(one -> one.size() > walked.entries() || !holds(chain, one))
                        .mapToLong(Checkpoint::size)
                        .min();
        return wrong.isEmpty()
                ? walked
                : new AuditCheck(walked.entries(), walked.deleted(), wrong, walked.clockBack());
    }

    private boolean holds(AuditChain chain, Checkpoint checkpoint) {
        return table.at(chain, checkpoint.size())
                .filter(place -> place.head().equals(checkpoint.head()))
                .isPresent();
    }

    private UUID idOf(AuditChain chain) {
        return chain == AuditChain.INSTANCE
                ? WorkspaceKeys.INSTANCE.value()
                : caller.require().workspace().value();
    }
}
