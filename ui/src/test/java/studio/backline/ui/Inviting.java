package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;

/** What the page of an invitation says to whom has no account yet. */
final class Inviting {

    private Inviting() {}

    /** Before anything is typed. */
    static void whereNobodyMakesAnAccount(TestHouse house, String owner) {
        String link = link(house, owner);
        Visitor visitor = house.visitor();
        assertThat(visitor.open(link).body()).contains("name=\"password\"");

        String closed = house.whileNobodyRegisters(owner, () -> visitor.open(link).body());

        assertThat(closed)
                .contains("makes no new accounts", "link stays good")
                .doesNotContain("name=\"password\"", "Ask someone who has one");
    }

    /** All of it at once, on top and at the fields; what was right stays. */
    static void whereWhatWasTypedIsWrong(TestHouse house, String owner) {
        Visitor visitor = house.visitor();
        Page page = visitor.open(link(house, owner));

        Page both = visitor.submit(page, Map.of("name", " ", "password", "short"));
        Page one = visitor.submit(both, Map.of("name", "Una", "password", "short"));

        assertThat(both.body())
                .contains("2 fields are not right yet", "href=\"#name\"", "href=\"#password\"")
                .contains("id=\"name-wrong\"", "id=\"password-wrong\"");
        assertThat(one.body())
                .contains("value=\"Una\"", "id=\"password-wrong\"")
                .doesNotContain("not right yet", "id=\"name-wrong\"", "value=\"short\"");
    }

    private static String link(TestHouse house, String owner) {
        return "invitation/" + house.inviteTo(house.workspaceOf(owner), "new@backline.test");
    }
}
