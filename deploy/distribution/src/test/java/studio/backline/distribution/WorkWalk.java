package studio.backline.distribution;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.fault.TallyPlugin;

/**
 * The screen of work with a job in each state that there is, of a plugin that runs and of one that
 * is off: what whoever runs the workspace reads there and does about it, and what whoever runs the
 * house reads besides.
 */
final class WorkWalk {

    private static final String NEIGHBOURS = "Told to the neighbour";

    /** Besides one that runs and one that waits for it. */
    private static final String IN_ALL_STATES =
            """
            insert into backline.job (workspace_id, plugin_role, type, parameters, state, message, tries, due_at, ended_at, created_by)
            select w.id, j.role, j.type, '{}'::jsonb, j.state, j.message, j.tries,
                clock_timestamp() + j.due::interval, clock_timestamp() + j.ended::interval, null
            from backline.workspace w, (values
                ('p_tally', 'tally.count', 'PLANNED', null, 1, '20 minutes 30 seconds', null),
                ('p_echo', 'echo.repeat', 'PLANNED', null, 0, '-10 minutes', null),
                ('p_tally', 'tally.count', 'FAILED', 'The list is not there any more.', 0, '0', '-5 minutes'),
                ('p_tally', 'tally.count', 'DONE', 'Counted.', 0, '0', '-2 hours')
            ) j (role, type, state, message, tries, due, ended)
            where w.name = 'Postwagen'
            """;

    private static final String UNHEARD =
            """
            insert into backline.event (workspace_id, id, type, facts, published_by)
            select id, uuidv7(), 'tally.counted', '{"job": "one of old"}', 'p_tally'
            from backline.workspace where name = 'Postwagen';
            insert into backline.event_delivery (workspace_id, event_id, plugin_role, state, tries, settled_at)
            select workspace_id, id, 'p_tally', 'FAILED', 10, clock_timestamp() from backline.event
            where facts @> '{"job": "one of old"}'
            """;

    private static final String OF_THE_NEIGHBOUR =
            """
            insert into backline.job (workspace_id, plugin_role, type, parameters, state, message, ended_at, created_by)
            select id, 'p_tally', 'tally.count', '{}', 'FAILED', '%s', clock_timestamp(), null
            from backline.workspace where name = 'Studio 1'
            """
                    .formatted(NEIGHBOURS);

    private final TestDatabase database;
    private final URI house;
    private final Window window;

    /**
     * @param house in which the two plugins are installed, and the second is off
     * @param window at which somebody has signed in who runs it
     */
    WorkWalk(TestDatabase database, URI house, Window window) {
        this.database = database;
        this.house = house;
        this.window = window;
    }

    void read() {
        TallyPlugin.ask(database, 2, Duration.ofMinutes(5));
        database.execute(IN_ALL_STATES);
        database.execute(UNHEARD);
        TallyPlugin.makeWorkspaces(database, 1);
        database.execute(OF_THE_NEIGHBOUR);
        window.goTo(house.resolve("settings"));
        window.page()
                .getByText("Several artists", new Page.GetByTextOptions().setExact(true))
                .click();
        window.text("Saved").waitFor();
        window.goTo(house.resolve("settings/work"));
        for (String said :
                List.of(
                        "Runs: 1 of 3",
                        "Waits for its turn",
                        "Failed once. Tried again on its own, in 20 minutes",
                        "Waits until echo is enabled",
                        "The list is not there any more.",
                        "Failed, 5 minutes ago",
                        "tally did not take in what tally told",
                        "Done, 2 hours ago",
                        "Off. What waits goes on when it is enabled.",
                        "No job runs, 1 waits, none failed.",
                        "The first in line was due 10 minutes ago.",
                        "No event waits for it, 1 failed.")) {
            assertThat(window.text(said)).isVisible();
        }
        // One of them is the neighbour's; what a schedule planned may wait, too.
        assertThat(
                        window.page()
                                .getByText(
                                        Pattern.compile("^1 job runs, [2-4] wait, 2 failed\\.$")))
                .isVisible();
        assertThat(window.page().getByText(NEIGHBOURS)).hasCount(0);
        look("work");
        act();
    }

    private void act() {
        row("Waits for its turn").getByText("Stop").click();
        window.text("Asked to stop").waitFor();
        assertThat(window.text("Stopped, just now")).isVisible();
        row("did not take in").getByText("Try again").click();
        window.text("It is tried again.").waitFor();
        assertThat(window.page().getByText("did not take in")).hasCount(0);
    }

    /** Whoever runs a workspace and not the house reads of the workspace. */
    static void readAsGuest(Window window, URI house) {
        window.goTo(house.resolve("settings/work"));
        assertThat(window.heading("Ended lately")).isVisible();
        assertThat(window.heading("In the whole house")).hasCount(0);
    }

    private Locator row(String said) {
        return window.page()
                .locator("tr", new Page.LocatorOptions().setHasText(Pattern.compile(said)))
                .first();
    }

    private void look(String screen) {
        for (WindowSize size : List.of(WindowSize.PHONE, WindowSize.DESK)) {
            window.page().setViewportSize(size.width(), size.height());
            window.settle();
            window.assertFits(screen);
            window.assertAccessible(screen);
        }
    }
}
