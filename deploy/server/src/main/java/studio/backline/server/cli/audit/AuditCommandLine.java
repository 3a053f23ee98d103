package studio.backline.server.cli.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import studio.backline.platform.checkpoints.ChainSurvey.Walk;
import studio.backline.platform.checkpoints.Comparison;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.Refused;
import studio.backline.server.management.AuditCompareRequest;
import studio.backline.server.management.AuditWalks;

/** {@code backline audit}: whether the record of who did what is what it was. */
@Command(
        name = "audit",
        description = "Looks whether the record of who did what was changed.",
        mixinStandardHelpOptions = true,
        subcommands = AuditCommandLine.Verify.class)
public final class AuditCommandLine implements Runnable {

    private static final long LARGEST_FILE = 1_000_000;
    private static final UUID INSTANCE = new UUID(0, 0);

    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Say what to do.");
    }

    /** {@code backline audit verify}. */
    @Command(
            name = "verify",
            description = {
                "Walks the record of the house and of each workspace, and says where one was changed.",
                "With a checkpoint that somebody kept, its record is compared with that: a record"
                        + " that was cut off or written anew holds together by itself, and does"
                        + " not fit then."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Option(
                names = "--checkpoint",
                paramLabel = "FILE",
                description = "A checkpoint from the activity screen, or the letter it came in.")
        private @Nullable Path checkpoint;

        @Override
        public Integer call() {
            Path file = checkpoint;
            return options.run(file == null ? this::walk : () -> compare(file));
        }

        private int walk() throws Refused, IOException {
            AuditWalks found = options.requireServer().send("audit-walk", "", AuditWalks.class);
            int told = options.answer(found, inWords(found));
            boolean broken = found.walks().stream().anyMatch(walk -> walk.brokenAt().isPresent());
            return broken ? 1 : told;
        }

        private int compare(Path file) throws Refused, IOException {
            String kept;
            try {
                if (Files.size(file) > LARGEST_FILE) {
                    throw new Refused("no-checkpoint", "'%s' is no checkpoint.".formatted(file));
                }
                kept = Files.readString(file);
            } catch (NoSuchFileException e) {
                throw new Refused("no-file", "There is no file '%s'.".formatted(file));
            }
            Comparison found =
                    options.requireServer()
                            .send("audit-compare", new AuditCompareRequest(kept), Comparison.class);
            int told = options.answer(found, inWords(found));
            return found.fits() ? told : 1;
        }
    }

    static String inWords(AuditWalks found) {
        StringBuilder words = new StringBuilder();
        for (Walk walk : found.walks()) {
            words.append(
                    "%s: %s%s, %s%n"
                            .formatted(
                                    walk.chain().equals(INSTANCE)
                                            ? "The house"
                                            : "Workspace " + walk.chain(),
                                    walk.entries() == 1 ? "1 entry" : walk.entries() + " entries",
                                    walk.erased() == 0
                                            ? ""
                                            : " (content of %d erased)".formatted(walk.erased()),
                                    walk.brokenAt().isPresent()
                                            ? "changed or cut off: does not fit at entry "
                                                    + walk.brokenAt().getAsLong()
                                            : "unbroken"
                                                    + walk.checkpoint()
                                                            .map(at -> ", checkpoint of " + at)
                                                            .orElse(", no checkpoint yet")));
        }
        return words.append("Checkpoints are signed with %s".formatted(found.verifier()))
                .toString();
    }

    static String inWords(Comparison found) {
        String about =
                found.checkpoint()
                        .map(
                                it ->
                                        " It says that there were %d at %s."
                                                .formatted(it.size(), it.at()))
                        .orElse("");
        return switch (found.verdict()) {
                    case FITS -> "The record holds all that the checkpoint says, unchanged.";
                    case NO_CHECKPOINT -> "The file holds no checkpoint.";
                    case OTHER_HOUSE -> "The checkpoint is of another house.";
                    case OTHER_CHAIN -> "The checkpoint is of another record of this house.";
                    case NOT_SIGNED ->
                            "The checkpoint was changed, or was not signed with this house's key.";
                    case BROKEN -> "The record was changed: it does not hold together.";
                    case CUT_OFF -> "The record was cut off: entries are missing at its end.";
                    case REWRITTEN ->
                            "The record was written anew: it holds together, and is another one.";
                }
                + about;
    }
}
