package studio.backline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.flat.ClassifiedColumns;

/**
 * What every plugin keeps, to inherit: the packaged jar in the packaged server. It is installed,
 * and shows each screen to the roles that its permissions name and to nobody else, also after the
 * server was killed. How it stops, starts and leaves is in {@link PluginLifecycleContractTest}; the
 * two run side by side and take about as long.
 *
 * <p>The jar is the one of the system property {@code backline.plugin.jar}, which the plugin parent
 * sets. One server serves all tests of the class, and one installation most of them.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
public abstract class PluginContractTest {

    /** Those of all tables but the keys, versions and history that every plugin has. */
    private static final String COLUMNS =
            """
            select table_name || '.' || column_name from information_schema.columns
            where table_schema = ? and table_name <> 'schema_history'
            and column_name not in ('workspace_id', 'id', 'version')
            """;

    @RegisterExtension private final TriedPlugin plugin;

    private Map<Role, Operator> people = Map.of();

    /**
     * For subclasses.
     *
     * @param id the plugin's id
     * @param screen one of its screens, without a parameter
     * @param more all its others
     */
    protected PluginContractTest(String id, OfferedScreen screen, OfferedScreen... more) {
        this.plugin = new TriedPlugin(id, screen, more);
    }

    /** The server that the tests share. */
    protected final PackagedServer server() {
        return plugin.server();
    }

    /** The operator, signed in. */
    protected final Visitor signedIn() {
        return plugin.signedIn();
    }

    /** The plugin's packaged jar. */
    protected static Path jar() {
        return TriedPlugin.jar();
    }

    @BeforeAll
    void inviteSomebodyOfEachRole() {
        people = Roles.invite(plugin.database(), Operator.usual());
    }

    @Test
    @Order(1)
    void inspectingTheJarSaysWhatItWouldDoAndChangesNothing() {
        plugin.beAbsent();

        CommandResult plan = plugin.succeed("plugin", "inspect", jar().toString());

        assertThat(plan.out()).contains(plugin.id()).contains("permissions");
        assertThat(plugin.list()).doesNotContainIgnoringCase("running");
    }

    @Test
    @Order(2)
    void onceInstalledItRunsAndIsListed() {
        plugin.beAbsent();

        assertThat(plugin.install().out()).contains(plugin.id());

        assertThat(plugin.list())
                .contains("\"" + plugin.id() + "\"")
                .containsIgnoringCase("running");
    }

    @Test
    void itsScreenIsThereForThoseWhoSignedInAndForNobodyElse() {
        plugin.bePresent();

        assertThat(signedIn().open(plugin.path()).status()).isEqualTo(200);
        Page stranger = server().visitor().open(plugin.path());
        assertThat(stranger.url().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void eachRoleOpensWhatItsPermissionsDeclareAndNothingElse() {
        plugin.bePresent();
        int before = server().log().length();
        Map<String, Role> given = Roles.given(jar());
        Map<String, String> declared = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        assertThat(plugin.screens()).allMatch(screen -> given.containsKey(screen.permission()));
        people.forEach(
                (role, person) -> {
                    ScreenWindow window = FirstEvening.signIn(server(), person).openWindow("");
                    for (OfferedScreen screen : plugin.screens()) {
                        String visit = role + " " + screen.path();
                        boolean may =
                                role.covers(given.getOrDefault(screen.permission(), Role.OWNER));
                        declared.put(visit, may ? TriedPlugin.OPENED : TriedPlugin.REFUSED);
                        found.put(
                                visit, TriedPlugin.visit(window, screen.with(TriedPlugin.NOBODY)));
                    }
                    assertThat(TriedPlugin.visit(window, "no/such/screen"))
                            .isEqualTo(TriedPlugin.REFUSED);
                });

        assertThat(found).isEqualTo(declared);
        assertThat(server().log().substring(before)).doesNotContain("\"ERROR\"");
    }

    /**
     * What somebody puts into an address by hand is a row that is not there, and no fault: each
     * text at one of the screens, and at every one in the soak.
     */
    @Test
    void anyTextInTheAddressOfAScreenIsAnswered() {
        List<String> strings = NaughtyStrings.all();
        plugin.bePresent();
        int before = server().log().length();
        ScreenWindow window = signedIn().openWindow("");
        List<OfferedScreen> screens =
                plugin.screens().stream().filter(OfferedScreen::hasParameter).toList();
        int share = Boolean.getBoolean("backline.soak") ? 1 : screens.size();
        for (int s = 0; s < screens.size(); s++) {
            for (int i = s % share; i < strings.size(); i += share) {
                String text = ScreenWindow.encode(strings.get(i));
                String address = screens.get(s).with(Matcher.quoteReplacement(text));
                assertThat(TriedPlugin.visit(window, address))
                        .as(address)
                        .isIn(TriedPlugin.OPENED, TriedPlugin.REFUSED);
            }
        }
        assertThat(server().log().substring(before)).doesNotContain("\"ERROR\"");
    }

    /** The host refuses a plugin that leaves one out; this says which, from the other side. */
    @Test
    void everyColumnOfItsTablesIsClassifiedAndNoOther() throws SQLException {
        plugin.bePresent();
        Set<String> columns = new TreeSet<>();
        try (Connection connection = plugin.database().open();
                PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            select.setString(1, new PluginId(plugin.id()).schema());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }

        assertThat(columns).isNotEmpty().isEqualTo(ClassifiedColumns.onTheClassPath());
    }

    /** Last, since whoever was signed in has to sign in again. */
    @Test
    @Order(Integer.MAX_VALUE)
    void itComesBackAfterTheServerWasKilled() {
        plugin.bePresent();

        plugin.server().kill();
        plugin.server().start();
        plugin.signIn();

        assertThat(plugin.list()).containsIgnoringCase("running");
        assertThat(plugin.signedIn().open(plugin.path()).status()).isEqualTo(200);
    }
}
