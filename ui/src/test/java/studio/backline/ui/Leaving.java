package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import studio.backline.contract.permission.Role;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;

/** What becomes of a browser's windows when its session ends. */
final class Leaving {

    private Leaving() {}

    /**
     * Signs out in one of two windows: the other hears of it at its next step, and once more, since
     * a window may leave an answer behind.
     */
    static void byOneself(TestHouse house, String owner) {
        String link = "invitation/" + house.inviteTo(house.workspaceOf(owner), "eve@backline.test");
        Visitor browser = house.guest(owner, "Uma", Role.MEMBER);
        Visitor other = house.visitor();
        other.open("sign-in");
        assertThat(house.idleMinutes(other)).as("kept for a stranger").isEqualTo(10);
        other.cookies().getFirst().setValue(browser.cookies().getFirst().getValue());
        assertThat(other.open("account").url()).hasPath("/account");

        Page form = browser.open(link);
        String body = form.body().replace("action=\"/" + link, "action=\"/sign-out");
        Page out =
                browser.submit(new Page(form.url(), form.status(), form.headers(), body), Map.of());

        assertThat(out.url()).hasPath("/sign-in").hasQuery("out");
        assertThat(other.open("account").url()).hasPath("/sign-in").hasQuery("out");
        assertThat(other.open("sign-in").url()).hasPath("/sign-in").hasNoQuery();
        assertThat(other.open("account").url()).hasPath("/sign-in").hasQuery("out");
        assertThat(other.open("account").url()).hasPath("/sign-in").hasNoQuery();
    }

    /** Somebody ends the session from elsewhere. */
    static void byOthers(TestHouse house, String owner) {
        Visitor visitor = house.guest(owner, "Zoe", Role.MEMBER);
        assertThat(visitor.open("account").url()).hasPath("/account");
        assertThat(house.idleMinutes(visitor)).as("kept for who is known").isEqualTo(60);

        house.endSessions("zoe@backline.test");

        assertThat(visitor.open("account").url()).hasPath("/sign-in").hasNoQuery();
    }
}
