package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import studio.backline.contract.permission.Role;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;

/** What becomes of a browser's windows when its session, or a membership, ends. */
final class Leaving {

    private static final String OUT = "You are signed out.";

    private Leaving() {}

    /**
     * Signs out in one of two windows: the other hears of it however often it asks, since a window
     * may leave answers behind.
     */
    static void byOneself(TestHouse house, String owner) {
        String link = "invitation/" + house.inviteTo(house.workspaceOf(owner), "eve@backline.test");
        Visitor browser = house.guest(owner, "Uma", Role.MEMBER);
        Visitor other = house.visitor();
        other.open("sign-in");
        assertThat(house.idleMinutes(other)).as("kept for a stranger").isEqualTo(10);
        String old = browser.cookies().getFirst().getValue();
        other.cookies().getFirst().setValue(old);
        assertThat(other.open("account").url()).hasPath("/account");

        Page form = browser.open(link);
        String body = form.body().replace("action=\"/" + link, "action=\"/sign-out");
        Page out =
                browser.submit(new Page(form.url(), form.status(), form.headers(), body), Map.of());

        assertThat(out.url()).hasPath("/sign-in").hasQuery("out");
        assertThat(other.open("sign-in").body()).contains(OUT);
        other.cookies().getFirst().setValue(old);
        other.open("VAADIN/push?v-r=push&v-uiId=0&X-Atmosphere-Transport=close");
        assertThat(other.open("account").body()).as("after a window's goodbye").contains(OUT);
        other.cookies().getFirst().setValue(old);
        assertThat(other.open("account").url()).hasPath("/sign-in").hasQuery("out");
        assertThat(other.open("account").url()).hasPath("/sign-in").hasNoQuery();
        assertThat(other.open("account").body()).contains(OUT);
        assertThat(other.open("sign-in").body()).contains(OUT);
        assertThat(other.open("sign-in?again").body()).doesNotContain(OUT);
    }

    /** Somebody ends the session from elsewhere. */
    static void byOthers(TestHouse house, String owner) {
        Visitor visitor = house.guest(owner, "Zoe", Role.MEMBER);
        assertThat(visitor.open("account").url()).hasPath("/account");
        assertThat(house.idleMinutes(visitor)).as("kept for who is known").isEqualTo(60);

        house.endSessions("zoe@backline.test");

        Page next = visitor.open("account");
        assertThat(next.url()).hasPath("/sign-in").hasNoQuery();
        assertThat(next.body()).doesNotContain(OUT);
    }

    /** There is no other to be led to. */
    static void theOnlyWorkspace(TestHouse house, String owner) {
        Visitor visitor = house.guest(owner, "Nia", Role.MEMBER);

        house.takeOut(owner, "nia@backline.test");

        assertThat(visitor.openScreen("").body())
                .contains("You are in no workspace of this house")
                .doesNotContain("still empty");
    }
}
