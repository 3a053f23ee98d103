package studio.backline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import studio.backline.testkit.FirstEvening.Operator;

/**
 * What every plugin keeps, to inherit: the packaged jar in the packaged server. It is installed,
 * shows its screens to those who have signed in and to nobody else, stops, starts, leaves with its
 * data and its classes, and comes again.
 *
 * <p>The jar is the one of the system property {@code backline.plugin.jar}, which the plugin parent
 * sets. One server serves all tests of the class; each begins without the plugin.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class PluginContractTest {

    private static final String NOT_THERE = "There is no page at this address";

    private final String id;
    private final String path;
    private final List<String> paths;
    private PackagedServer server = PackagedServer.fresh();
    private Visitor signedIn = server.visitor();

    /**
     * For subclasses.
     *
     * @param id the plugin's id
     * @param path the path of one of its screens, such as {@code people}
     * @param more the paths of its other screens that need no row
     */
    protected PluginContractTest(String id, String path, String... more) {
        this.id = id;
        this.path = path;
        this.paths = Stream.concat(Stream.of(path), Stream.of(more)).toList();
    }

    /** The server that the tests share. */
    protected final PackagedServer server() {
        return server;
    }

    /** The operator, signed in. */
    protected final Visitor signedIn() {
        return signedIn;
    }

    /** The plugin's packaged jar. */
    protected static Path jar() {
        String place = System.getProperty("backline.plugin.jar");
        if (place == null) {
            throw new IllegalStateException(
                    "The property backline.plugin.jar names no jar: inherit the plugin parent.");
        }
        return Path.of(place);
    }

    @BeforeAll
    void openTheHouse() {
        server.start();
        Operator operator = FirstEvening.open(server);
        signedIn = FirstEvening.signIn(server, operator);
    }

    @AfterAll
    void endTheServer() {
        server.close();
    }

    @BeforeEach
    void beginWithoutThePlugin() {
        CommandResult result = server.command("plugin", "remove", "--erase-data", id);
        assertThat(result.exit() == 0 || result.err().contains("no plugin " + id))
                .as(result.out() + result.err())
                .isTrue();
    }

    private CommandResult succeed(String... command) {
        CommandResult result = server.command(command);
        assertThat(result.exit())
                .as("%s: %s%s", String.join(" ", command), result.out(), result.err())
                .isZero();
        return result;
    }

    private CommandResult install() {
        return succeed("plugin", "install", jar().toString());
    }

    private String list() {
        return succeed("plugin", "list", "--json").out();
    }

    @Test
    void inspectingTheJarSaysWhatItWouldDoAndChangesNothing() {
        CommandResult plan = succeed("plugin", "inspect", jar().toString());

        assertThat(plan.out()).contains(id).contains("permissions");
        assertThat(list()).doesNotContainIgnoringCase("running");
    }

    @Test
    void onceInstalledItRunsAndIsListed() {
        assertThat(install().out()).contains(id);

        assertThat(list()).contains("\"" + id + "\"").containsIgnoringCase("running");
    }

    @Test
    void itsScreenIsThereForThoseWhoSignedInAndForNobodyElse() {
        install();

        assertThat(signedIn.open(path).status()).isEqualTo(200);
        Page stranger = server.visitor().open(path);
        assertThat(stranger.url().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void eachOfItsScreensIsMadeWithoutAFault() {
        install();
        int before = server.log().length();

        assertThat(signedIn.openScreen("no/such/screen").body()).contains(NOT_THERE);
        for (String each : paths) {
            Page screen = signedIn.openScreen(each);
            assertThat(screen.status()).as(each).isEqualTo(200);
            assertThat(screen.body())
                    .as(each)
                    .contains("document.title")
                    .doesNotContain(NOT_THERE, "This page did not open");
        }
        assertThat(server.log().substring(before)).doesNotContain("\"ERROR\"");
    }

    @Test
    void switchedOffItStopsAndSwitchedOnItRunsAgain() {
        install();

        succeed("plugin", "disable", id);
        assertThat(list()).containsIgnoringCase("stopped");
        succeed("plugin", "enable", id);
        assertThat(list()).containsIgnoringCase("running");
    }

    @Test
    void itLeavesWithItsDataAndLetsGoOfItsClassesAndComesAgain() {
        for (int round = 1; round <= rounds(); round++) {
            install();
            assertThat(signedIn.open(path).status()).isEqualTo(200);

            String removed = succeed("plugin", "remove", "--erase-data", id).out();

            assertThat(removed)
                    .as("round %d", round)
                    .contains("erased")
                    .doesNotContain("restart the server");
            assertThat(filesIn("plugins/store")).as("its jar").isEmpty();
            assertThat(filesIn("files")).as("what it stored").isEmpty();
        }
    }

    private List<Path> filesIn(String folder) {
        try (Stream<Path> files = Files.walk(server.data().resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int rounds() {
        return Boolean.getBoolean("backline.soak") ? 50 : 5;
    }

    @Test
    void itsDataStaysWhereSaidSo() {
        install();

        assertThat(succeed("plugin", "remove", "--keep-data", id).out()).contains("kept");
        install();
        assertThat(list()).containsIgnoringCase("running");
    }

    @Test
    void itComesBackAfterTheServerWasKilled() {
        install();

        server.kill();
        server.start();
        signedIn = FirstEvening.signIn(server, Operator.usual());

        assertThat(list()).containsIgnoringCase("running");
        assertThat(signedIn.open(path).status()).isEqualTo(200);
    }
}
