package studio.backline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.contract.permission.Role;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;

/** A new password by mail, as a browser without script, and what a stranger can learn of it. */
class ForgetAPasswordTest {

    private static final String NEW = "eleven anchors in the attic";
    private static final Postbox BOX = new Postbox();

    @TempDir private static Path folder;
    private static TestHouse house;

    @BeforeAll
    static void open() {
        house = BOX.open(folder);
    }

    @AfterAll
    static void close() {
        house.close();
        BOX.close();
    }

    @Test
    void a_link_by_mail_leads_to_a_new_password_and_not_in() {
        Visitor before = house.guest("Wilma", Role.MEMBER);
        Visitor visitor = house.visitor();
        Page asked =
                visitor.submit(
                        visitor.open("sign-in/forgotten"), Map.of("mail", "WILMA@backline.test"));
        assertThat(asked.body()).contains("If there is an account with that address");

        String path = BOX.link("wilma@backline.test", "A new password");
        assertThat(path).startsWith("sign-in/reset/");
        Page form = visitor.open(path);
        assertThat(form.body()).contains("wilma@backline.test");
        assertThat(form.header("Referrer-Policy")).contains("same-origin");
        Page weak = visitor.submit(form, Map.of("password", "wilma"));
        assertThat(weak.body()).contains("Use at least").doesNotContain("value=\"wilma\"");

        Page done = visitor.submit(weak, Map.of("password", NEW));

        assertThat(done.url()).hasPath("/sign-in");
        assertThat(done.body()).contains("Your password is changed");
        assertThat(visitor.open("account").url()).as("not in").hasPath("/sign-in");
        assertThat(before.open("account").url()).as("out everywhere").hasPath("/sign-in");
        Page again = visitor.open(path);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body()).contains("leads nowhere", "Ask for a new one");
        Postbox.await(
                () -> BOX.letter("wilma@backline.test", "Your password was changed").isPresent());
        Visitor in = house.visitor();
        in.submit(in.open("sign-in"), Map.of("username", "wilma@backline.test", "password", NEW));
        assertThat(in.open("account").url()).hasPath("/account");
    }

    @Test
    void a_stranger_learns_nothing_of_who_has_an_account() {
        house.guest("Xaver", Role.MEMBER);
        Visitor one = house.visitor();
        Page known =
                one.submit(one.open("sign-in/forgotten"), Map.of("mail", "xaver@backline.test"));
        Visitor other = house.visitor();
        Page unknown =
                other.submit(
                        other.open("sign-in/forgotten"), Map.of("mail", "nobody@backline.test"));

        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(unknown.url()).isEqualTo(known.url());
        assertThat(plain(unknown)).isEqualTo(plain(known));
        BOX.link("xaver@backline.test", "A new password");
        assertThat(BOX.letter("nobody@backline.test", "")).isEmpty();
        Page wrong = other.submit(other.open("sign-in/forgotten"), Map.of("mail", "no address"));
        assertThat(wrong.body()).contains("This is not an e-mail address");
    }

    private static String plain(Page page) {
        return page.body().replaceAll("value=\"[^\"]*\"", "");
    }
}
