package studio.backline.server.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;
import studio.backline.server.cli.Backline;

/** What the manual tells to type where it runs in containers is what these understand. */
class ContainerCommandsTest {

    private static final Path DEPLOY = Path.of(System.getProperty("backline.root"), "deploy");

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMPOSED =
            Pattern.compile("docker compose (exec|run|cp|logs) ([^`#\n]+)");
    private static final Pattern ALONE = Pattern.compile("docker (exec|run) ([^`#\n]+)");
    private static final Pattern VOLUME = Pattern.compile("`backline_([a-z-]+)`");
    private static final Set<String> WITH_A_VALUE =
            Set.of("-v", "-p", "--name", "--tmpfs", "--cap-drop", "--security-opt");

    @Test
    void every_command_of_the_server_is_one() throws IOException {
        assertThat(Files.readString(DEPLOY.resolve("docker/Dockerfile")))
                .as("so 'run' takes what comes after 'bin/backline'")
                .contains("ENTRYPOINT [\"/opt/backline/bin/backline\"]");

        List<List<String>> commands =
                Stream.concat(said(COMPOSED, "backline"), said(ALONE, "backline(:[0-9.]+)?"))
                        .filter(words -> !words.isEmpty())
                        .filter(words -> !words.getFirst().equals("cat"))
                        .toList();

        assertThat(commands).hasSizeGreaterThan(6);
        for (List<String> words : commands) {
            // Refuses what it does not know.
            assertThat(
                            new CommandLine(new Backline())
                                    .parseArgs(words.toArray(String[]::new))
                                    .hasSubcommand())
                    .as("%s", words)
                    .isTrue();
        }
    }

    @Test
    void services_and_volumes_are_those_of_the_compose_file() throws IOException {
        Map<String, Object> compose =
                new Yaml().load(Files.readString(DEPLOY.resolve("compose/compose.yaml")));
        assertThat(compose.get("name")).isEqualTo("backline");

        Set<String> services =
                COMPOSED.matcher(manual())
                        .results()
                        .map(it -> it.group(1).equals("cp") ? copied(it.group(2)) : it.group(2))
                        .map(words -> withoutOptions(words).getFirst())
                        .collect(Collectors.toSet());
        assertThat(services).contains("backline", "postgres", "caddy");
        assertThat(services).isSubsetOf(names(compose, "services"));

        Set<String> volumes =
                VOLUME.matcher(manual().replaceFirst("(?s)\n## Mail\n.*", ""))
                        .results()
                        .map(it -> it.group(1))
                        .collect(Collectors.toSet());
        assertThat(volumes).contains("key", "data", "postgres", "backup");
        assertThat(volumes).isSubsetOf(names(compose, "volumes"));
    }

    /** A server that starts first begins a house of its own, and nothing can be put back then. */
    @Test
    void a_house_is_put_back_before_anything_starts_and_sends_last() throws IOException {
        String restore =
                BLOCK.matcher(manual())
                        .results()
                        .map(it -> it.group(1))
                        .filter(block -> block.contains("backline backup restore /restore/"))
                        .findFirst()
                        .orElseThrow();

        assertThat(restore)
                .containsSubsequence(
                        "cp .env.example .env",
                        "mkdir restore",
                        "chmod -R a+rX restore",
                        "docker compose build",
                        "docker compose run --rm -v \"$PWD/restore:/restore:ro\" backline backup restore /restore/",
                        "docker compose up -d",
                        "alter role backline_search bypassrls",
                        "sending resume");
        assertThat(Files.readAllLines(DEPLOY.resolve("docker/Dockerfile.dockerignore")))
                .as("archives and keys that lie there are not sent to who builds")
                .contains("deploy/compose", "restore");
    }

    private static Set<String> names(Map<String, Object> compose, String part) {
        return ((Map<?, ?>) compose.get(part))
                .keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** What is said to a container of this name, without its program. */
    private static Stream<List<String>> said(Pattern form, String container) throws IOException {
        return form.matcher(manual())
                .results()
                .filter(it -> it.group(1).matches("exec|run"))
                .map(it -> withoutOptions(it.group(2)))
                .filter(words -> words.getFirst().matches(container))
                .map(
                        words ->
                                words.stream()
                                        .skip(1)
                                        .filter(word -> !word.equals("bin/backline"))
                                        .toList());
    }

    private static List<String> withoutOptions(String words) {
        Deque<String> left = new ArrayDeque<>(List.of(words.strip().split("\\s+")));
        while (left.getFirst().startsWith("-")) {
            if (WITH_A_VALUE.contains(left.removeFirst()) || left.getFirst().matches("\\d+")) {
                left.removeFirst();
            }
        }
        return List.copyOf(left);
    }

    /** The side that is in a container. */
    private static String copied(String words) {
        return Stream.of(words.strip().split("\\s+"))
                .filter(word -> word.contains(":"))
                .map(word -> word.replaceFirst(":.*", ""))
                .findFirst()
                .orElseThrow();
    }

    /** Lines that go on are one. */
    private static String manual() throws IOException {
        return Files.readString(DEPLOY.resolve("README.md")).replaceAll("\\\\\n\\s*", "");
    }
}
