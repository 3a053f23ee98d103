package studio.backline.server.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyRotation.Kind;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.resealing.ResealReport;
import studio.backline.server.management.keys.KeyStatus;
import studio.backline.server.management.keys.KeyStatus.Ring;
import studio.backline.server.management.keys.RotateRequest;
import studio.backline.server.management.keys.RotateRequest.Rotated;
import tools.jackson.databind.json.JsonMapper;

/** What {@code key status} and {@code key rotate} do and say. */
class RotateKeysTest {

    @TempDir private Path folder;
    private KeyStore store;
    private KeyRotation rotation;
    private final WorkspaceId workspace = WorkspaceId.next();

    @BeforeEach
    void keys() {
        store = KeyStore.open(folder.resolve("root.key"), folder.resolve("data"));
        WorkspaceKeys workspaces = new WorkspaceKeys(store, event -> {});
        workspaces.create(workspace);
        rotation =
                new KeyRotation(
                        store,
                        workspaces,
                        new AccountSecrets(store, event -> {}),
                        Clock.systemUTC());
    }

    @Test
    void thoseOfAWorkspaceAreRotatedAndNoOthers() {
        Rotated rotated = RotateRequest.of(Kind.WORKSPACE, workspace.value()).rotate(rotation);

        assertThat(rotated.wrapped()).isZero();
        assertThat(rotated.rings())
                .extracting(RotateRequest.Ring::id)
                .containsExactly(workspace.toString());
        assertThat(status().rings())
                .filteredOn(ring -> ring.keys().size() > 1)
                .extracting(Ring::id)
                .containsExactly(workspace.toString());
    }

    @Test
    void thoseOfTheInstanceAreTheOneThatWrapsAndThatOfItsFields() {
        String before = status().instance().getFirst().id();

        Rotated rotated = RotateRequest.instance().rotate(rotation);

        assertThat(rotated.wrapped()).isPositive();
        assertThat(rotated.rings())
                .extracting(RotateRequest.Ring::kind)
                .containsExactly("instance");
        assertThat(status().instance()).hasSize(1);
        assertThat(status().instance().getFirst().id()).isNotEqualTo(before);
    }

    @Test
    void allAreAll() {
        assertThat(RotateRequest.all().rotate(rotation).rings())
                .extracting(RotateRequest.Ring::kind)
                .containsExactly("instance", "workspace");
    }

    @Test
    void whoHasNoKeysIsRefused() {
        UUID nobody = UUID.randomUUID();

        assertThatThrownBy(() -> RotateRequest.of(Kind.ACCOUNT, nobody).rotate(rotation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(nobody.toString())
                .hasMessageContaining("key status");
        assertThat(status().rings()).allMatch(ring -> ring.keys().size() == 1);
    }

    @Test
    void theStatusTellsIdsAndNothingOfTheKeys() throws Exception {
        RotateRequest.of(Kind.WORKSPACE, workspace.value()).rotate(rotation);
        KeyStatus status = status();

        String words = KeyStatusCommand.inWords(status);
        String json = JsonMapper.shared().writeValueAsString(status);

        String sealing = status.rings().getLast().keys().getFirst().id();
        assertThat(words)
                .contains(folder.resolve("root.key").toString())
                .contains("Rings         2, of these 1 with former keys")
                .contains("workspace " + workspace)
                .contains(sealing + "  primary");
        assertThat(JsonMapper.shared().readValue(json, KeyStatus.class)).isEqualTo(status);
        Path file = folder.resolve("data/keys/workspaces/%s.keys".formatted(workspace));
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(" ");
            if (parts[0].equals("key")) {
                assertThat(json).doesNotContain(parts[2]);
            }
        }
    }

    @Test
    void theStatusOfARunningServerTellsHowFarItIs() {
        String former = status().rings().getLast().keys().getFirst().id();
        RotateRequest.of(Kind.WORKSPACE, workspace.value()).rotate(rotation);
        ResealReport report =
                new ResealReport(
                        true,
                        40,
                        Optional.of(Instant.parse("2026-11-23T10:00:00Z")),
                        Map.of(former, 12L),
                        List.of("the store 'bucket' is not there\u001b[2J"));

        String words = KeyStatusCommand.inWords(KeyStatus.of(store, rotation, Optional.of(report)));

        assertThat(words)
                .contains(former + "  opens")
                .contains("; the last look found 12")
                .contains("Sealed anew since the start: 40, and at it now")
                .contains("The last look ended at 2026-11-23T10:00:00Z")
                .contains("It has not seen everything: the store 'bucket' is not there?[2J");
    }

    private KeyStatus status() {
        return KeyStatus.of(store, rotation, Optional.empty());
    }
}
