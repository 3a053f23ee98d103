package studio.backline.server.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.backline.platform.checkpoints.ChainSurvey.Walk;
import studio.backline.platform.checkpoints.Checkpoint;
import studio.backline.platform.checkpoints.Comparison;
import studio.backline.server.management.AuditWalks;

/** What {@code audit verify} says. */
class AuditCommandLineTest {

    private static final Instant AT = Instant.parse("2026-11-23T20:00:00Z");
    private static final UUID INSTANCE = new UUID(0, 0);

    @Test
    void aWalkSaysOfEachChainHowLongItIsAndWhetherItHolds() {
        UUID workspace = UUID.randomUUID();
        AuditWalks walks =
                new AuditWalks(
                        List.of(
                                new Walk(INSTANCE, 1, 0, OptionalLong.empty(), Optional.of(AT)),
                                new Walk(workspace, 9, 2, OptionalLong.of(4), Optional.empty())),
                        "backline/ab+00+key");

        assertThat(AuditCommandLine.inWords(walks))
                .isEqualToNormalizingNewlines(
                        "The house: 1 entry, unbroken, checkpoint of 2026-11-23T20:00:00Z\n"
                                + "Workspace "
                                + workspace
                                + ": 9 entries (content of 2 erased), changed or cut off: does not"
                                + " fit at entry 4\n"
                                + "Checkpoints are signed with backline/ab+00+key");
    }

    @Test
    void eachVerdictHasWordsOfItsOwn() {
        Checkpoint checkpoint = new Checkpoint("ab", INSTANCE, 6, "head", AT);
        List<String> words =
                Arrays.stream(Comparison.Verdict.values())
                        .map(
                                verdict ->
                                        AuditCommandLine.inWords(
                                                new Comparison(
                                                        verdict,
                                                        Optional.of(checkpoint),
                                                        Optional.empty())))
                        .toList();

        assertThat(words)
                .doesNotHaveDuplicates()
                .allMatch(text -> text.endsWith("there were 6 at 2026-11-23T20:00:00Z."));
    }
}
