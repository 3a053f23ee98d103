package studio.backline.distribution;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** What a person does with the house itself: opens it, comes in, installs, removes. */
final class HouseWalk {

    private final PackagedServer server;
    private final Window window;
    private final boolean examined;

    /**
     * @param examined whether each screen on the way is looked at by axe
     */
    HouseWalk(PackagedServer server, Window window, boolean examined) {
        this.server = server;
        this.window = window;
        this.examined = examined;
    }

    /** Gives the lines of the recovery sheet. */
    List<String> openTheHouse(Operator operator) {
        return openTheHouse(operator, "Postwagen");
    }

    List<String> openTheHouse(Operator operator, String workspace) {
        window.open(server.url());
        look("the code");
        window.field("Code from the console").fill(server.firstRunCode().orElseThrow());
        window.button("Next: you").click();
        look("you");
        window.field("Name").fill(operator.name());
        window.field("Mail address").fill(operator.mail());
        window.field("Password").fill(operator.password());
        window.button("Next: who plays").click();
        look("who plays");
        window.field("Name on the poster").fill(workspace);
        window.button("Next: the recovery sheet").click();
        look("the recovery sheet");
        List<String> sheet = window.page().locator("ol.words li code").allInnerTexts();
        String last = sheet.getLast().strip();
        window.button("I have it on paper").click();
        look("the last page");
        window.field("Last word of the sheet").fill(last.substring(last.length() - 4));
        window.button("Open the house").click();
        assertThat(window.page()).hasURL(Pattern.compile(".*/sign-in.*"));
        return sheet;
    }

    void comeIn(Operator operator) {
        signIn(operator);
        assertThat(window.heading("Today")).isVisible();
        look("today");
        unfold("Your account", "the account menu");
    }

    /** Signs in, which leads to where the person wanted to go. */
    void signIn(Operator operator) {
        window.open(server.url().resolve("sign-in"));
        look("the sign-in");
        window.field("Mail address").fill(operator.mail());
        window.field("Password").fill(operator.password());
        window.button("Sign in").click();
        assertThat(window.page()).not().hasURL(Pattern.compile(".*/sign-in.*"));
    }

    void installFromFile(Path jar) {
        goTo("plugins", "Plugins");
        look("plugins");
        window.button("From a file").click();
        window.button("Choose a file").waitFor();
        look("the question for a file");
        FileChooser chooser =
                window.page().waitForFileChooser(() -> window.button("Choose a file").click());
        chooser.setFiles(jar);
        Locator agree = window.button("Agree and install");
        agree.waitFor();
        look("the question before installing");
        Assertions.assertThat(uploads()).hasSize(1);
        agree.click();
        installed();
        Assertions.assertThat(uploads()).isEmpty();
    }

    /** Jars in the hands of the server: where its next start would sweep them. */
    private List<Path> uploads() {
        try (Stream<Path> files = Files.list(server.data().resolve("run"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void installWhatLiesReady() {
        goTo("plugins", "Plugins");
        window.button("Install People and audiences").click();
        window.button("Agree and install").waitFor();
        look("the question before installing");
        // To one alone roles mean nothing.
        assertThat(window.text("and above")).hasCount(0);
        window.button("Agree and install").click();
        installed();
    }

    private void installed() {
        window.text("People and audiences is installed and runs.")
                .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        assertThat(window.text("Runs")).isVisible();
        look("plugins with one installed");
    }

    void removeAndErase() {
        goTo("plugins", "Plugins");
        window.button("Remove People and audiences").click();
        window.text("Erase it, in all workspaces, for good").click();
        look("the question before removing");
        window.button("Remove and erase for good").click();
        // Where something of it stays in memory, it says so instead.
        window.text("rows erased.").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
    }

    void goTo(String path, String heading) {
        window.goTo(server.url().resolve(path));
        assertThat(window.heading(heading).first()).isVisible();
    }

    /** What stands under a button is looked at while it is open. */
    void unfold(String button, String what) {
        if (examined) {
            window.unfold(window.button(button), () -> look(what));
        }
    }

    void look(String screen) {
        window.settle();
        window.assertFits(screen);
        Thumb.assertMeets(window.page(), screen);
        if (examined) {
            window.assertAccessible(screen);
        }
    }
}
