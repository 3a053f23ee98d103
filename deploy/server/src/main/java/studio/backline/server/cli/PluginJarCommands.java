package studio.backline.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import studio.backline.server.management.PluginAnswer;

/** Commands that take a jar. */
final class PluginJarCommands {

    private static final int KEEPS_INDENT = 16;

    private PluginJarCommands() {}

    /** {@code backline plugin inspect}. */
    @Command(
            name = "inspect",
            description = "Says what installing a jar would do, and changes nothing.",
            mixinStandardHelpOptions = true)
    static final class Inspect implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "JAR", description = "The plugin's jar.")
        private Path jar = Path.of("");

        @Override
        public Integer call() {
            return options.run(this::inspect);
        }

        private int inspect() throws Refused, IOException {
            requireFile(jar);
            ServerClient client = options.requireServer();
            PluginAnswer.Plan plan =
                    client.sendFile("plugin-inspect", jar, PluginAnswer.Plan.class);
            return options.answer(
                    plan,
                    """
                    %s %s (%s)
                      would be      %s%s
                      permissions   %s
                      keeps         %s
                      SHA-256       %s"""
                            .formatted(
                                    plan.id(),
                                    plan.version(),
                                    plan.name(),
                                    plan.step().replace('_', ' '),
                                    plan.installed().isEmpty()
                                            ? ""
                                            : ", " + plan.installed() + " is installed",
                                    String.join(", ", plan.permissions()),
                                    keeps(plan),
                                    plan.sha256()));
        }
    }

    private static String keeps(PluginAnswer.Plan plan) {
        if (plan.keeps().isEmpty()) {
            return "nothing of people";
        }
        return plan.keeps().stream()
                .map(kept -> "%s of: %s".formatted(kept.category(), String.join(", ", kept.of())))
                .collect(Collectors.joining("\n" + " ".repeat(KEEPS_INDENT)));
    }

    /** {@code backline plugin install}. */
    @Command(
            name = "install",
            description = {
                "Installs a jar, or upgrades to it, and starts the plugin.",
                "Where no server runs, the jar is checked and laid ready for the next start."
            },
            mixinStandardHelpOptions = true)
    static final class Install implements Callable<Integer> {

        @Mixin private CommonOptions options = new CommonOptions();

        @Parameters(paramLabel = "JAR", description = "The plugin's jar.")
        private Path jar = Path.of("");

        @Override
        public Integer call() {
            return options.run(this::install);
        }

        private int install() throws Refused, IOException {
            requireFile(jar);
            Optional<ServerClient> client = options.server();
            if (client.isEmpty()) {
                Path laid = new PluginFolders(options.existingData()).layReady(jar);
                return options.answer(
                        new LaidReady(laid.toString()),
                        "No server runs on this data folder: the jar lies ready at '%s' and is installed at the next start."
                                .formatted(laid));
            }
            PluginAnswer.Installed plugin =
                    client.get().sendFile("plugin-install", jar, PluginAnswer.Installed.class);
            return options.answer(
                    plugin,
                    "%s %s is installed and %s."
                            .formatted(plugin.id(), plugin.version(), plugin.state()));
        }

        private record LaidReady(String laidReady) {}
    }

    private static void requireFile(Path jar) throws Refused {
        if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
            throw new Refused("no-file", "There is no file '%s' that can be read.".formatted(jar));
        }
    }
}
