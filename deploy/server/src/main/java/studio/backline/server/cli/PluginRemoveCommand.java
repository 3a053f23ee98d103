package studio.backline.server.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.backline.server.management.PluginAnswer;
import studio.backline.server.management.PluginRequest;

/** {@code backline plugin remove}: never without a word on what becomes of the data. */
@Command(
        name = "remove",
        description = {
            "Removes a plugin, and keeps or erases its data.",
            "Data that was kept can be erased later in the same way."
        },
        mixinStandardHelpOptions = true)
final class PluginRemoveCommand implements Callable<Integer> {

    @Mixin private CommonOptions options = new CommonOptions();

    @ArgGroup(multiplicity = "1")
    private Choice choice = new Choice();

    @Parameters(paramLabel = "ID", description = "The plugin's id.")
    private String id = "";

    /** One of the two has to be said. */
    static final class Choice {

        @Option(
                names = "--keep-data",
                description = "Its data stays; installing it again finds everything.")
        private boolean keep;

        @Option(
                names = "--erase-data",
                description = "Its data goes, in every workspace, for good.")
        private boolean erase;
    }

    @Override
    public Integer call() {
        return options.run(this::remove);
    }

    private int remove() throws Refused, IOException {
        PluginAnswer.Removed removed =
                options.requireServer()
                        .send(
                                "plugin-remove",
                                new PluginRequest(id, choice.erase && !choice.keep),
                                PluginAnswer.Removed.class);
        StringBuilder words = new StringBuilder();
        boolean empty =
                removed.counted() && removed.rows().values().stream().allMatch(rows -> rows == 0);
        String data = removed.erased() ? "and its data erased" : "and its data kept";
        words.append(
                "%s is removed, %s.%n".formatted(removed.id(), empty ? "and held no data" : data));
        for (Map.Entry<String, Long> table : removed.rows().entrySet()) {
            words.append("  %-30s %,d rows%n".formatted(table.getKey(), table.getValue()));
        }
        if (!removed.counted()) {
            words.append("How many rows that are could not be counted.\n");
        }
        if (removed.restartAdvised()) {
            words.append("Its classes are still in memory: restart the server when it suits.\n");
        }
        return options.answer(removed, words.toString().stripTrailing());
    }
}
