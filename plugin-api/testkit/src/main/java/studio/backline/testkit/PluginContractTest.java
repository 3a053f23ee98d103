package studio.backline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.flat.ClassifiedColumns;

/**
 * What every plugin keeps, to inherit: the packaged jar in the packaged server. It is installed,
 * shows each screen to the roles that its permissions name and to nobody else, stops, starts,
 * leaves with its data and its classes, and comes again.
 *
 * <p>The jar is the one of the system property {@code backline.plugin.jar}, which the plugin parent
 * sets. One server serves all tests of the class; each begins without the plugin.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class PluginContractTest {

    private static final String NOT_THERE = "There is no page at this address";
    private static final String BROKEN = "This page did not open";
    private static final String READ_ONLY = "You may read this, not change it";

    /** An id that nothing has: a screen says that it is gone, and is open. */
    private static final String NOBODY = "01a1fc1b-edfc-75b8-b76f-a97feba8cada";

    private static final String OPENED = "opened";
    private static final String REFUSED = "refused";

    /** Rounds after which the host has loaded nearly all that it needs for itself. */
    private static final int WARM = 2;

    /**
     * Two that stay behind in each of fifty rounds are more; the host itself comes to about
     * twenty-five late ones.
     */
    private static final int FEW_CLASSES = 60;

    /** In fifty rounds the compilers note as much about methods of the host that become hot. */
    private static final int FLAT_KILOBYTES = 12 << 10;

    /** Those of all tables but the keys, versions and history that every plugin has. */
    private static final String COLUMNS =
            """
            select table_name || '.' || column_name from information_schema.columns
            where table_schema = ? and table_name <> 'schema_history'
            and column_name not in ('workspace_id', 'id', 'version')
            """;

    private final String id;
    private final String path;
    private final List<OfferedScreen> screens;
    private final TestDatabase database = TestPostgres.shared().newDatabase("contract");
    private final PackagedServer server = PackagedServer.fresh().on(database);
    private Map<Role, Operator> people = Map.of();
    private Visitor signedIn = server.visitor();

    /**
     * For subclasses.
     *
     * @param id the plugin's id
     * @param screen one of its screens, without a parameter
     * @param more all its others
     */
    protected PluginContractTest(String id, OfferedScreen screen, OfferedScreen... more) {
        this.id = id;
        this.path = screen.path();
        this.screens = Stream.concat(Stream.of(screen), Stream.of(more)).toList();
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
        people = Roles.invite(database, FirstEvening.open(server));
        signedIn = FirstEvening.signIn(server, Operator.usual());
    }

    @AfterAll
    void endTheServer() {
        server.close();
        TestPostgres.shared().drop(database);
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
    void eachRoleOpensWhatItsPermissionsDeclareAndNothingElse() {
        install();
        int before = server.log().length();
        Map<String, Role> given = Roles.given(jar());
        Map<String, String> declared = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        assertThat(screens).allMatch(screen -> given.containsKey(screen.permission()));
        people.forEach(
                (role, person) -> {
                    ScreenWindow window = FirstEvening.signIn(server, person).openWindow("");
                    for (OfferedScreen screen : screens) {
                        String visit = role + " " + screen.path();
                        boolean may =
                                role.covers(given.getOrDefault(screen.permission(), Role.OWNER));
                        declared.put(visit, may ? OPENED : REFUSED);
                        found.put(visit, visit(window, screen.with(NOBODY)));
                    }
                    assertThat(visit(window, "no/such/screen")).isEqualTo(REFUSED);
                });

        assertThat(found).isEqualTo(declared);
        assertThat(server.log().substring(before)).doesNotContain("\"ERROR\"");
    }

    private static String visit(ScreenWindow window, String address) {
        Page shown = window.go(address);
        if (shown.status() != 200 || shown.body().contains(BROKEN)) {
            return "broken, status " + shown.status();
        }
        if (shown.body().contains(NOT_THERE) || shown.body().contains(READ_ONLY)) {
            return REFUSED;
        }
        return shown.body().contains("document.title") ? OPENED : "nothing shown";
    }

    /** What somebody puts into an address by hand is a row that is not there, and no fault. */
    @Test
    void anyTextInTheAddressOfAScreenIsAnswered() {
        List<String> strings = NaughtyStrings.all();
        install();
        int before = server.log().length();
        ScreenWindow window = signedIn.openWindow("");
        for (OfferedScreen screen : screens) {
            for (String text : screen.hasParameter() ? strings : List.<String>of()) {
                String address = screen.with(Matcher.quoteReplacement(ScreenWindow.encode(text)));
                assertThat(visit(window, address)).as(address).isIn(OPENED, REFUSED);
            }
        }
        assertThat(server.log().substring(before)).doesNotContain("\"ERROR\"");
    }

    /** The host refuses a plugin that leaves one out; this says which, from the other side. */
    @Test
    void everyColumnOfItsTablesIsClassifiedAndNoOther() throws SQLException {
        install();
        Set<String> columns = new TreeSet<>();
        try (Connection connection = database.open();
                PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            select.setString(1, new PluginId(id).schema());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }

        assertThat(columns).isNotEmpty().isEqualTo(ClassifiedColumns.onTheClassPath());
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
        comeAndGo(5);
    }

    @Test
    @Tag("soak")
    void fiftyTimesItLeavesWithItsDataAndItsClasses() {
        comeAndGo(50);
    }

    private void comeAndGo(int rounds) {
        List<ClassMemory> classes = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            install();
            // Each screen is really made, and the last one still stands open.
            ScreenWindow window = signedIn.openWindow("");
            for (OfferedScreen screen : screens) {
                assertThat(visit(window, screen.with(NOBODY))).isEqualTo(OPENED);
            }

            String removed = succeed("plugin", "remove", "--erase-data", id).out();

            assertThat(removed)
                    .as("round %d", round)
                    .contains("erased")
                    .doesNotContain("restart the server");
            assertThat(filesIn("plugins/store")).as("its jar").isEmpty();
            assertThat(filesIn("files")).as("what it stored").isEmpty();
            classes.add(ClassMemory.of(server));
        }
        ClassMemory warm = classes.get(WARM - 1);
        assertThat(classes.getLast())
                .as("memory for classes, by round: %s", classes)
                .matches(last -> last.classes() - warm.classes() < FEW_CLASSES)
                .matches(last -> last.kilobytes() - warm.kilobytes() < FLAT_KILOBYTES);
    }

    private List<Path> filesIn(String folder) {
        try (Stream<Path> files = Files.walk(server.data().resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
