package studio.backline.distribution;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import studio.backline.testkit.FirstEvening.Operator;
import studio.backline.testkit.PackagedServer;

/** Others come in: by themselves, by invitation, and then work in two places. */
class GuestsIT {

    private static final Operator GUEST =
            new Operator("Liv", "liv@example.org", "nine lanterns over the harbour");

    @Test
    void somebodyRegistersIsInvitedAndGoesFromOneWorkspaceToAnother() {
        try (PackagedServer server = PackagedServer.fresh().startOpened();
                Chromium browser = Chromium.start();
                Window host = browser.window(WindowSize.DESK);
                Window guest = browser.window(WindowSize.PHONE);
                Window elsewhere = browser.window(WindowSize.DESK)) {
            HouseWalk atHome = new HouseWalk(server, host, true);
            HouseWalk outside = new HouseWalk(server, guest, true);
            Pictures.onFailure(
                    server,
                    guest,
                    "guest",
                    () -> {
                        Pictures.onFailure(server, host, "host", () -> openTheDoor(atHome, host));
                        register(server, outside, guest);
                        accept(outside, guest, invite(atHome, host));
                        readWhyTheLastOwnerStays(atHome, host);
                        leave(outside, guest);
                        accept(outside, guest, invite(atHome, host));
                        goToTheOtherWorkspace(outside, guest);
                        likeItDark(server, guest, elsewhere);
                        goToTheOtherWorkspace(outside, guest);
                        signOutThere(outside, guest, elsewhere);
                        takeOut(atHome, host);
                        readThatItEnded(outside, guest);
                        Pictures.onFailure(server, host, "host", () -> makeAnother(atHome, host));
                        signOut(guest);
                    });
            host.assertQuiet();
            guest.assertQuiet();
        }
    }

    private static void openTheDoor(HouseWalk house, Window window) {
        house.comeIn(Operator.usual());
        house.goTo("settings", "Settings");
        window.text("Anyone who finds the address").click();
        window.text("Saved").waitFor();
        house.look("settings");
    }

    private static void register(PackagedServer server, HouseWalk house, Window window) {
        window.open(server.url().resolve("registration"));
        house.look("registration");
        window.field("Name").fill(GUEST.name());
        window.field("Name on the poster").fill("Sund");
        window.field("Mail address").fill("liv at example");
        window.field("Password").fill(GUEST.password());
        window.button("Make the account").click();
        house.look("registration, refused");
        window.field("Mail address").fill(GUEST.mail());
        window.field("Password").fill(GUEST.password());
        window.button("Make the account").click();
        window.text("Your account is made. Sign in.").waitFor();
        house.signIn(GUEST);
        assertThat(window.heading("Today")).isVisible();
    }

    private static String invite(HouseWalk house, Window window) {
        house.goTo("settings/people", "People in this workspace");
        house.look("members");
        window.button("Invite").click();
        window.button("Make the link").waitFor();
        house.look("the invitation");
        window.field("Mail address").fill(GUEST.mail());
        window.button("Make the link").click();
        Locator link = window.page().locator(".bl-link-box");
        assertThat(link).hasText(Pattern.compile("http.*/invitation/.+"));
        assertThat(window.button("Done")).isFocused();
        house.look("the link of an invitation");
        return link.innerText().strip();
    }

    private static void accept(HouseWalk house, Window window, String link) {
        window.page().navigate(link);
        house.look("an invitation");
        window.button("Come in").click();
        assertThat(window.heading("Today")).isVisible();
        assertThat(window.text("You are in Postwagen now.")).isVisible();
    }

    private static void readWhyTheLastOwnerStays(HouseWalk house, Window window) {
        house.goTo("account", "Your account");
        window.heading("Your place in Postwagen").waitFor();
        assertThat(window.text("You are its only owner")).isVisible();
        assertThat(window.button("Leave this workspace")).hasCount(0);
        house.look("the account of the last owner");
        window.link("People in this workspace").click();
        assertThat(window.heading("People in this workspace")).isVisible();
    }

    /** In all windows, and to where one is alone, which nobody leaves. */
    private static void leave(HouseWalk house, Window window) {
        house.goTo("account", "Your account");
        window.button("Leave this workspace").focus();
        window.page().keyboard().press("Enter");
        Locator question = window.page().getByRole(AriaRole.ALERTDIALOG);
        assertThat(question.getByText("Only an invitation brings you back.")).isVisible();
        assertThat(window.button("Stay")).isFocused();
        house.look("the question before one leaves");
        window.page().keyboard().press("Enter");
        assertThat(question).hasCount(0);
        window.button("Leave this workspace").click();
        Locator leave =
                question.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Leave this workspace"));
        leave.click();
        window.heading("You have left Postwagen").waitFor();
        house.look("left");
        window.link("Go to Sund").click();
        assertThat(window.heading("Today")).isVisible();
        house.goTo("account", "Your account");
        assertThat(window.text("You are alone here, so you cannot leave yet")).isVisible();
        house.look("the account of who is alone");
    }

    /** Whoever presses Enter twice has changed nothing. */
    private static void takeOut(HouseWalk house, Window window) {
        house.goTo("settings/people", "People in this workspace");
        window.button("Take Liv out of the workspace").focus();
        window.page().keyboard().press("Enter");
        assertThat(window.button("Keep")).isFocused();
        house.look("the question before somebody is taken out");
        window.page().keyboard().press("Enter");
        assertThat(window.button("Keep")).hasCount(0);
        window.button("Take Liv out of the workspace").click();
        window.button("Take out").click();
        window.text("Liv is out of this workspace.").waitFor();
        assertThat(window.heading("People in this workspace")).isFocused();
        house.look("members, one alone");
    }

    /** The window goes by itself, and not to another workspace under the same head. */
    private static void readThatItEnded(HouseWalk house, Window window) {
        window.heading("Your access to Postwagen has ended").waitFor();
        house.look("access that has ended");
        window.link("Go to Sund").click();
        assertThat(window.page().locator("header .bl-bench")).hasText("Sund");
    }

    /** By keyboard, from the question to the workspace that is made. */
    private static void makeAnother(HouseWalk house, Window window) {
        house.goTo("settings", "Settings");
        window.page()
                .getByText("Several artists", new Page.GetByTextOptions().setExact(true))
                .click();
        house.look("settings of a house for several");
        window.button("Make another workspace").click();
        Locator dialog = window.page().getByRole(AriaRole.DIALOG);
        Locator name = dialog.getByLabel("Name on the poster");
        assertThat(name).isFocused();
        window.page().keyboard().press("Enter");
        dialog.getByText("A name has 1 to 100 characters").waitFor();
        assertThat(name).isFocused();
        house.look("the question for another workspace, refused");
        window.page().keyboard().type("Kelp");
        window.page().keyboard().press("Enter");
        window.text("You are in Kelp now.").waitFor();
        assertThat(window.heading("People in this workspace")).isVisible();
        Locator switcher = window.page().locator("vaadin-app-layout button.bl-bench-face:visible");
        assertThat(switcher.first()).hasText("Kelp");
        window.unfold(switcher.first(), () -> house.look("the workspaces, and one more"));
    }

    private static void signOut(Window window) {
        window.button("Your account").click();
        window.button("Sign out").click();
        window.text("You are signed out.").waitFor();
    }

    private static void goToTheOtherWorkspace(HouseWalk house, Window window) {
        Locator switcher = window.page().locator("header button.bl-bench-face");
        String here = switcher.innerText().strip();
        window.unfold(switcher, () -> house.look("the workspaces"));
        switcher.click();
        window.page().locator("vaadin-popover [aria-pressed=false]:visible").first().click();
        assertThat(switcher).not().hasText(here);
    }

    /** What a person likes is known in whichever browser. */
    private static void likeItDark(PackagedServer server, Window window, Window elsewhere) {
        window.button("Your account").click();
        window.button("Stage (dark)").click();
        assertThat(window.page().locator("html")).hasCSS("color-scheme", "dark");
        HouseWalk there = new HouseWalk(server, elsewhere, false);
        there.signIn(GUEST);
        assertThat(elsewhere.page().locator("html")).hasCSS("color-scheme", "dark");
    }

    /** The window elsewhere goes by itself, and this one stays. */
    private static void signOutThere(HouseWalk house, Window here, Window elsewhere) {
        house.goTo("account", "Your account");
        here.text("Sign out there").click();
        here.text("That session has ended.").waitFor();
        assertThat(elsewhere.button("Sign in")).isVisible();
        assertThat(here.heading("Your account")).isVisible();
    }
}
