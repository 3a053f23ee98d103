package studio.backline.server.cli.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import studio.backline.server.cli.CommonOptions;
import studio.backline.server.cli.Refused;
import studio.backline.server.cli.ServerClient;
import studio.backline.server.management.keys.KeyStatus;
import studio.backline.server.management.keys.KeyStatus.Key;
import studio.backline.server.management.keys.KeyStatus.Ring;

/** {@code backline key status}. */
@Command(
        name = "status",
        description = {
            "Tells which keys there are, by their ids, and how far a rotation has come.",
            "Nothing of a key is shown. Without a server it tells what lies in the keys folder."
        },
        mixinStandardHelpOptions = true)
final class KeyStatusCommand implements Callable<Integer> {

    @Mixin private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        return options.run(this::tell);
    }

    private int tell() throws Refused, IOException {
        Path data = options.existingData();
        Optional<ServerClient> server = options.server();
        KeyStatus status = server.isPresent() ? asked(server.get()) : atRest(data);
        return options.answer(status, inWords(status));
    }

    private static KeyStatus asked(ServerClient server) throws Refused, IOException {
        return server.send("key-status", Map.of(), KeyStatus.class);
    }

    private static KeyStatus atRest(Path data) throws Refused, IOException {
        RestingKeys keys = RestingKeys.open(data);
        return KeyStatus.of(keys.store(), keys.rotation(), Optional.empty());
    }

    static String inWords(KeyStatus status) {
        StringBuilder words = new StringBuilder();
        words.append("Root key      %s%n".formatted(status.rootKeyFile()));
        words.append("Instance key  %s%n".formatted(keys(status.instance())));
        List<Ring> turning =
                status.rings().stream().filter(ring -> ring.keys().size() > 1).toList();
        words.append(
                "Rings         %d, of these %d with former keys%n"
                        .formatted(status.rings().size(), turning.size()));
        for (Ring ring : turning) {
            words.append("%n%s %s%n".formatted(ring.kind(), ring.id()));
            ring.keys().forEach(key -> words.append("    %s%n".formatted(line(key))));
        }
        status.resealing().ifPresent(at -> words.append('\n').append(progress(at)));
        return words.toString().stripTrailing();
    }

    private static String keys(List<Key> keys) {
        return String.join(", ", keys.stream().map(Key::id).toList());
    }

    private static String line(Key key) {
        String since =
                key.retiredAt().isEmpty() ? "since " + key.madeAt() : "since " + key.retiredAt();
        return "%s  %-7s  %s%s"
                .formatted(
                        key.id(),
                        key.use(),
                        key.madeAt().isEmpty() && key.retiredAt().isEmpty() ? "" : since,
                        key.values() == 0 ? "" : "; the last look found " + key.values());
    }

    private static String progress(KeyStatus.Resealing at) {
        StringBuilder words =
                new StringBuilder(
                        "Sealed anew since the start: %d%s%n"
                                .formatted(at.sealedAnew(), at.atWork() ? ", and at it now" : ""));
        if (!at.endedAt().isEmpty()) {
            words.append("The last look ended at %s%n".formatted(at.endedAt()));
        }
        at.hindered()
                .forEach(
                        why ->
                                words.append(
                                        "It has not seen everything: %s%n"
                                                .formatted(why.replaceAll("\\p{C}", "?"))));
        return words.toString();
    }
}
