package studio.backline.distribution;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.testkit.CommandResult;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;
import studio.backline.testkit.fault.TallyPlugin;
import studio.backline.testkit.nodes.TwoNodes;

/**
 * People at windows that different nodes serve, behind one proxy: what is done at one node the
 * others see by themselves, through the socket that the proxy passes.
 */
class PeopleOnTwoNodesIT {

    private static final Operator GUEST =
            new Operator("Liv", "liv@example.org", "nine lanterns over the harbour");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void whatIsDoneAtOneNodeIsSeenAtTheOther() {
        try (TwoNodes nodes = TwoNodes.start();
                Chromium browser = Chromium.start();
                Window here = browser.window(WindowSize.DESK);
                Window there = browser.window(WindowSize.DESK);
                Window guest = browser.window(WindowSize.DESK)) {
            List<String> sockets = socketsOf(there);
            Pictures.onFailure(
                    nodes.one(), there, "two-nodes-there", () -> walk(nodes, here, there, guest));
            Assertions.assertThat(sockets)
                    .as("sockets through the proxy")
                    .anyMatch(each -> each.contains(":" + nodes.proxy().url().getPort() + "/"));
            here.assertQuiet();
        }
    }

    private void walk(TwoNodes nodes, Window here, Window there, Window guest) {
        signIn(nodes, here, Operator.usual(), nodes.one());
        signIn(nodes, there, Operator.usual(), nodes.other());
        readOfWorkOfTheOtherNode(nodes, here, there);
        stopWorkOfTheOtherNode(nodes, here, there);
        succeed(nodes.one(), "install", TallyPlugin.echo(folder).toString());
        succeed(nodes.one(), "disable", TallyPlugin.ECHO);
        new WorkWalk(nodes.database(), nodes.proxy().url(), here).read();
        signOutThere(nodes, here, there);
        String link = invite(nodes, here);
        nodes.proxy().favour(nodes.other().url());
        guest.page().navigate(link);
        guest.field("Name").fill(GUEST.name());
        guest.field("Password").fill(GUEST.password());
        guest.button("Come in").click();
        assertThat(guest.page()).hasURL(Pattern.compile(".*/sign-in.*"));
        nodes.database()
                .execute("update backline.membership set role = 'MANAGER' where role <> 'OWNER'");
        signIn(nodes, guest, GUEST, nodes.other());
        WorkWalk.readAsGuest(guest, nodes.proxy().url());
        takeOut(nodes, here);
        guest.heading("Your access to Postwagen has ended").waitFor();
    }

    private static void signIn(
            TwoNodes nodes, Window window, Operator person, PackagedServer node) {
        nodes.proxy().favour(node.url());
        window.open(nodes.proxy().url().resolve("sign-in"));
        window.field("Mail address").fill(person.mail());
        window.field("Password").fill(person.password());
        window.button("Sign in").click();
        assertThat(window.heading("Today")).isVisible();
        Assertions.assertThat(node(nodes, window)).as("the window's node").isEqualTo(node.url());
    }

    private static void succeed(PackagedServer server, String command, String what) {
        CommandResult result = server.command("plugin", command, what);
        Assertions.assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    private static URI node(TwoNodes nodes, Window window) {
        return window.cookies().stream()
                .flatMap(cookie -> nodes.proxy().nodeOf(cookie.value).stream())
                .findFirst()
                .orElseThrow();
    }

    /** The screen of work is told of a job whichever node has it. */
    private void readOfWorkOfTheOtherNode(TwoNodes nodes, Window here, Window there) {
        succeed(nodes.one(), "install", TallyPlugin.jar(folder).toString());
        // What comes every two seconds would bring news of its own.
        nodes.database().execute("delete from backline.job_schedule");
        TallyPlugin.awaitEnd(nodes.database());
        for (Window each : List.of(here, there)) {
            each.goTo(nodes.proxy().url().resolve("settings/work"));
            assertThat(each.heading("Work in this workspace")).isVisible();
        }
        nodes.database().execute("delete from backline.job");

        TallyPlugin.ask(nodes.database(), 1, Duration.ofSeconds(2));

        URI runs = whoRuns(nodes);
        Window elsewhere = runs.equals(node(nodes, here)) ? there : here;
        elsewhere.text("of 3").waitFor(new Locator.WaitForOptions().setTimeout(20_000));
        elsewhere.text("Counted.").waitFor(new Locator.WaitForOptions().setTimeout(20_000));
    }

    /** In the midst of a step, whose transaction holds the job's row. */
    private static void stopWorkOfTheOtherNode(TwoNodes nodes, Window here, Window there) {
        TallyPlugin.ask(nodes.database(), 1, Duration.ofSeconds(2));
        Window elsewhere = whoRuns(nodes).equals(node(nodes, here)) ? there : here;
        elsewhere.text("of 3").waitFor(new Locator.WaitForOptions().setTimeout(20_000));
        try (Connection step = nodes.database().open();
                Statement statement = step.createStatement()) {
            step.setAutoCommit(false);
            statement.execute("select from backline.job where state = 'RUNNING' for no key update");
            elsewhere
                    .page()
                    .locator("tr", new Page.LocatorOptions().setHasText("of 3"))
                    .getByText("Stop")
                    .click();
            elsewhere.text("Asked to stop. It ends at its next step.").waitFor();
            step.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        elsewhere
                .text("Stopped, just now")
                .waitFor(new Locator.WaitForOptions().setTimeout(20_000));
        nodes.database().execute("delete from backline.job");
    }

    private static URI whoRuns(TwoNodes nodes) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (PackagedServer each : List.of(nodes.one(), nodes.other())) {
                if (!held(nodes, each).isEmpty()) {
                    return each.url();
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("Nobody takes the job up.");
    }

    private static List<String> held(TwoNodes nodes, PackagedServer server) {
        try {
            String name = Files.readString(server.data().resolve("node")).strip();
            return TallyPlugin.texts(
                    nodes.database(),
                    "select id::text from backline.job where state = 'RUNNING' and worker = '%s'"
                            .formatted(name));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The window of the other node goes by itself. */
    private static void signOutThere(TwoNodes nodes, Window here, Window there) {
        here.goTo(nodes.proxy().url().resolve("account"));
        assertThat(here.heading("Your account")).isVisible();
        here.text("Sign out there").click();
        here.text("That session has ended.").waitFor();

        assertThat(there.button("Sign in")).isVisible();
        assertThat(here.heading("Your account")).isVisible();
        there.open(nodes.proxy().url().resolve("settings/work"));
        assertThat(there.button("Sign in")).isVisible();
    }

    private static String invite(TwoNodes nodes, Window window) {
        window.goTo(nodes.proxy().url().resolve("settings"));
        window.text("Anyone who finds the address").click();
        window.text("Saved").waitFor();
        window.goTo(nodes.proxy().url().resolve("settings/people"));
        window.button("Invite").click();
        window.field("Mail address").fill(GUEST.mail());
        window.button("Make the link").click();
        Locator link = window.page().locator(".bl-link-box");
        assertThat(link).hasText(Pattern.compile("http.*/invitation/.+"));
        String made = link.innerText().strip();
        window.button("Done").click();
        return made;
    }

    private static void takeOut(TwoNodes nodes, Window window) {
        window.open(nodes.proxy().url().resolve("settings/people"));
        window.button("Take Liv out of the workspace").click();
        window.button("Take out").click();
        window.text("Liv is out of this workspace.").waitFor();
    }

    private static List<String> socketsOf(Window window) {
        List<String> sockets = new CopyOnWriteArrayList<>();
        window.page()
                .onWebSocket(socket -> socket.onFrameReceived(frame -> sockets.add(socket.url())));
        return sockets;
    }
}
