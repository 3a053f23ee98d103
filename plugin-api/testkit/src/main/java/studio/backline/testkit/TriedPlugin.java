package studio.backline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import studio.backline.testkit.FirstEvening.Operator;

/**
 * A plugin's packaged jar beside a packaged server with a database of its own. The server opens and
 * ends with the tests that register it; each of them says whether it begins with the plugin.
 */
final class TriedPlugin implements BeforeAllCallback, AfterAllCallback {

    static final String OPENED = "opened";
    static final String REFUSED = "refused";

    /** An id that nothing has: a screen says that it is gone, and is open. */
    static final String NOBODY = "01a1fc1b-edfc-75b8-b76f-a97feba8cada";

    private static final String NOT_THERE = "There is no page at this address";
    private static final String BROKEN = "This page did not open";
    private static final String READ_ONLY = "You may read this, not change it";

    private final String id;
    private final List<OfferedScreen> screens;
    private final TestDatabase database = TestPostgres.shared().newDatabase("contract");
    private final PackagedServer server = PackagedServer.fresh().on(database);
    private Visitor signedIn = server.visitor();
    private boolean present;

    TriedPlugin(String id, OfferedScreen screen, OfferedScreen... more) {
        this.id = id;
        this.screens = Stream.concat(Stream.of(screen), Stream.of(more)).toList();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server.start();
        FirstEvening.open(server);
        signIn();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
        TestPostgres.shared().drop(database);
    }

    String id() {
        return id;
    }

    List<OfferedScreen> screens() {
        return screens;
    }

    /** The address of its first screen, which takes no parameter. */
    String path() {
        return screens.getFirst().path();
    }

    TestDatabase database() {
        return database;
    }

    PackagedServer server() {
        return server;
    }

    /** The operator, signed in. */
    Visitor signedIn() {
        return signedIn;
    }

    /** The plugin's packaged jar. */
    static Path jar() {
        String place = System.getProperty("backline.plugin.jar");
        if (place == null) {
            throw new IllegalStateException(
                    "The property backline.plugin.jar names no jar: inherit the plugin parent.");
        }
        return Path.of(place);
    }

    void signIn() {
        signedIn = FirstEvening.signIn(server, Operator.usual());
    }

    CommandResult succeed(String... command) {
        CommandResult result = server.command(command);
        assertThat(result.exit())
                .as("%s: %s%s", String.join(" ", command), result.out(), result.err())
                .isZero();
        return result;
    }

    CommandResult install() {
        CommandResult result = succeed("plugin", "install", jar().toString());
        present = true;
        return result;
    }

    CommandResult remove(String data) {
        CommandResult result = succeed("plugin", "remove", data, id);
        present = false;
        return result;
    }

    /** For a test that begins with the plugin: it comes once for all of them in a row. */
    void bePresent() {
        if (!present) {
            install();
        }
    }

    /** For a test that begins without the plugin and its data. */
    void beAbsent() {
        if (present) {
            remove("--erase-data");
        }
    }

    String list() {
        return succeed("plugin", "list", "--json").out();
    }

    /** What is seen in a window at an address. */
    static String visit(ScreenWindow window, String address) {
        Page shown = window.go(address);
        if (shown.status() != 200 || shown.body().contains(BROKEN)) {
            return "broken, status " + shown.status();
        }
        if (shown.body().contains(NOT_THERE) || shown.body().contains(READ_ONLY)) {
            return REFUSED;
        }
        return shown.body().contains("document.title") ? OPENED : "nothing shown";
    }
}
