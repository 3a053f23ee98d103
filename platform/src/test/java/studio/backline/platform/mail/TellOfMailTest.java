package studio.backline.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.mail.MailFault;
import studio.backline.platform.health.Diagnosis;
import studio.backline.platform.health.Doctor;
import studio.backline.platform.health.Severity;

/** Whoever looks at the house is told whether letters leave it. */
class TellOfMailTest {

    private static final MailHouse HOUSE = new MailHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Test
    void whetherLettersLeaveIsToldWithWhatToDo() {
        assertThat(told()).extracting(Diagnosis::key).containsExactly("mail.none");

        HOUSE.setUp();
        assertThat(told()).extracting(Diagnosis::key).containsExactly("mail.untried");

        UUID letter = HOUSE.plan("one@example.com");
        HOUSE.awaitRow(letter, "DONE 1");
        assertThat(told()).extracting(Diagnosis::key).containsExactly("mail.leaves");

        HOUSE.core.bean(MailSetup.class).change(HOUSE.operator, MailHouse.settings(1));
        HOUSE.plan("two@example.com");
        MailHouse.await(() -> HOUSE.desk.fault().isPresent());
        assertThat(told())
                .singleElement()
                .satisfies(
                        diagnosis -> {
                            assertThat(diagnosis.key()).isEqualTo("mail.PORT_CLOSED");
                            assertThat(diagnosis.severity()).isEqualTo(Severity.BAD);
                            assertThat(diagnosis.what()).contains("'localhost'");
                            assertThat(diagnosis.remedy()).isNotEmpty();
                        });
    }

    @Test
    void eachFaultHasItsWords() {
        ResourceBundle words =
                ResourceBundle.getBundle("studio.backline.platform.health.findings", Locale.ROOT);

        assertThat(MailFault.values())
                .allSatisfy(
                        fault ->
                                assertThat(words.keySet())
                                        .contains("mail." + fault, "mail." + fault + ".remedy"));
    }

    private static List<Diagnosis> told() {
        return HOUSE.core.bean(Doctor.class).examine(Locale.ENGLISH).stream()
                .filter(diagnosis -> diagnosis.key().startsWith("mail."))
                .toList();
    }
}
