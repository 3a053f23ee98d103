package studio.backline.platform.identity.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.core.Core;
import studio.backline.platform.identity.factor.SecondFactors;

/** Passkeys against a device that does as it should, and against those that do not. */
class PasskeysTest {

    private static Core core;
    private static Passkeys passkeys;
    private static int counter;

    private AccountId account = AccountId.next();
    private SoftPasskey device = new SoftPasskey();

    @BeforeAll
    static void start() {
        core = Core.shared();
        passkeys = core.bean(SecondFactors.class).passkeys();
    }

    @BeforeEach
    void someoneWithAPasskey() {
        account = someone();
        device = new SoftPasskey().counting(7);
        make(account, device, "Telephone");
    }

    @Test
    void itSaysWhoseItIs() {
        Ceremony asked = passkeys.ask();

        assertThat(asked.json()).contains("\"userVerification\":\"required\"");
        assertThat(passkeys.judge(asked.asked(), device.counting(8).show(asked.json())))
                .isEqualTo(account);
        assertThat(passkeys.of(account))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.label()).isEqualTo("Telephone");
                            assertThat(one.usable()).isTrue();
                            assertThat(one.usedAt()).isPresent();
                        });
    }

    @Test
    void aDeviceThatHasOneIsTold() {
        Ceremony again = passkeys.make(account);
        assertThat(again.json())
                .contains("\"excludeCredentials\":[{")
                .contains("\"residentKey\":\"required\"");
    }

    @Test
    void anAnswerToAnotherQuestionIsRefused() {
        Ceremony first = passkeys.ask();
        Ceremony second = passkeys.ask();
        refused(second, device.counting(8).show(first.json()));
    }

    @Test
    void anotherPageAnotherHouseAndAnUnopenedDeviceAreRefused() {
        Ceremony asked = passkeys.ask();
        refused(asked, device.counting(8).at("http://localhost:9999").show(asked.json()));
        refused(asked, device.at("https://evil.example").show(asked.json()));
        device.at("http://localhost:8080");
        refused(asked, device.of("evil.example").show(asked.json()));
        device.of("localhost");
        refused(asked, device.unverified().show(asked.json()));
    }

    @Test
    void aCounterThatGoesBackIsACopy() {
        Ceremony asked = passkeys.ask();
        passkeys.judge(asked.asked(), device.counting(9).show(asked.json()));
        Ceremony again = passkeys.ask();
        refused(again, device.counting(9).show(again.json()));
        refused(again, device.counting(8).show(again.json()));
        refused(again, device.counting(0).show(again.json()));
    }

    @Test
    void aDeviceThatDoesNotCountMayGoOnSo() {
        SoftPasskey synced = new SoftPasskey();
        make(account, synced, "Laptop");
        for (int i = 0; i < 2; i++) {
            Ceremony asked = passkeys.ask();
            assertThat(passkeys.judge(asked.asked(), synced.show(asked.json()))).isEqualTo(account);
        }
    }

    @Test
    void oneThatWasTakenAwayOrNeverWasIsRefused() {
        Ceremony asked = passkeys.ask();
        refused(asked, new SoftPasskey().show(asked.json()));
        assertThat(passkeys.remove(someone(), passkeys.of(account).getFirst().id())).isFalse();
        assertThat(passkeys.remove(account, passkeys.of(account).getFirst().id())).isTrue();
        refused(asked, device.counting(8).show(asked.json()));
    }

    @Test
    void anotherAccountCannotTakeTheSamePasskey() {
        AccountId other = someone();
        Ceremony wish = passkeys.make(other);
        assertThatThrownBy(() -> passkeys.keep(wish.asked(), device.make(wish.json()), "Mine"))
                .isInstanceOf(PasskeyRefusedException.class);
    }

    @Test
    void aWishIsNoQuestion() {
        Ceremony wish = passkeys.make(account);
        assertThatThrownBy(() -> passkeys.judge(wish.asked(), device.show(wish.json())))
                .isInstanceOf(PasskeyRefusedException.class);
        Ceremony asked = passkeys.ask();
        assertThatThrownBy(() -> passkeys.keep(asked.asked(), device.make(asked.json()), ""))
                .isInstanceOf(PasskeyRefusedException.class);
    }

    @Test
    void whoseAccountIsShutDoesNotComeIn() {
        core.behind()
                .sql("update backline.account set disabled_at = now() where id = ?")
                .param(account.value())
                .update();
        Ceremony asked = passkeys.ask();
        refused(asked, device.counting(8).show(asked.json()));
    }

    @Test
    void itIsBoundToTheHousesName() {
        assertThat(PasskeyPlace.of(Optional.empty(), 8080))
                .contains(new PasskeyPlace("localhost", Set.of("http://localhost:8080")));
        assertThat(PasskeyPlace.of(Optional.of(URI.create("https://House.example")), 8080))
                .contains(new PasskeyPlace("house.example", Set.of("https://house.example")));
        assertThat(PasskeyPlace.of(Optional.of(URI.create("https://house.example:8443")), 8080))
                .contains(new PasskeyPlace("house.example", Set.of("https://house.example:8443")));
        assertThat(PasskeyPlace.of(Optional.of(URI.create("https://192.0.2.7")), 8080)).isEmpty();
        assertThat(PasskeyPlace.of(Optional.of(URI.create("https://[2001:db8::1]")), 8080))
                .isEmpty();
    }

    private static void make(AccountId owner, SoftPasskey device, String label) {
        Ceremony wish = passkeys.make(owner);
        passkeys.keep(wish.asked(), device.make(wish.json()), label);
    }

    private static void refused(Ceremony asked, String answer) {
        assertThatThrownBy(() -> passkeys.judge(asked.asked(), answer))
                .isInstanceOf(PasskeyRefusedException.class);
    }

    private static AccountId someone() {
        counter++;
        AccountId id = AccountId.next();
        String mail = "passkey.%d@example.org".formatted(counter);
        core.behind()
                .sql(
                        """
                        insert into backline.account (id, email, email_key, display_name, created_at)
                        values (?, ?, ?, 'Someone', now())
                        """)
                .params(id.value(), mail, mail)
                .update();
        return id;
    }
}
