package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import studio.backline.contract.permission.Role;
import studio.backline.testkit.Visitor;

/** What meets whoever runs the house. */
final class RunningTheHouse {

    private static final String MAKE = "Make another workspace";

    private RunningTheHouse() {}

    /** Makes another workspace: from the settings, and with the second from the switcher, too. */
    static void forSeveralArtists(TestHouse house, String owner, String password) {
        Visitor visitor = house.signIn(owner, password);
        assertThat(visitor.openScreen("settings").body()).contains(MAKE);
        assertThat(visitor.openScreen("").body()).doesNotContain(MAKE, "Go to another");

        house.foundAnother(owner, "Zweite Geige");

        assertThat(visitor.openScreen("").body())
                .contains(MAKE, "Workspace: Postwagen. Go to another", "Zweite Geige");
        Visitor manager = house.guest(owner, "Max", Role.MANAGER);
        assertThat(manager.openScreen("settings").body())
                .contains("Who works here")
                .doesNotContain(MAKE, "Who plays here");
    }

    /** A jar that is none stands apart, with what is wrong and what to do. */
    static void withAJarThatIsNone(TestHouse house, String owner, String password) {
        house.drop("cut.jar", "no zip at all");

        assertThat(house.signIn(owner, password).openScreen("plugins").body())
                .contains("Cannot be installed", "cut.jar", "Put a good file in its place")
                .contains("bl-problem")
                .doesNotContain("Ready to install", "bl-reason");
    }

    /** A form that was sent in the clear is answered as a page is. */
    static void withoutTls(TestHouse house) {
        for (String sent : new String[] {"GET", "POST"}) {
            assertThat(
                            house.answerTo(
                                    sent
                                            + " /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For:"
                                            + " 10.0.0.4\r\nContent-Length: 0"))
                    .as(sent)
                    .contains("X-Forwarded-Proto")
                    .doesNotContain("Set-Cookie", "open too long");
        }
    }
}
