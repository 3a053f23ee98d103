package studio.backline.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is found is told in words, whatever becomes of those who look. */
class AskTheDoctorTest {

    @Test
    void findings_are_told_in_order_with_a_remedy_each() {
        List<Diagnosis> told =
                ask(
                        () -> List.of(Finding.bad("folder.open", "/srv/it's", "rwxr-xr-x")),
                        () ->
                                List.of(
                                        Finding.good("clock.agrees"),
                                        Finding.hint("clock.apart", 7)));

        assertThat(told)
                .containsExactly(
                        new Diagnosis(
                                "folder.open",
                                Severity.BAD,
                                "data folder",
                                "Others on this machine can look into '/srv/it's' (rwxr-xr-x).",
                                "Close it: chmod 700 '/srv/it's'."),
                        new Diagnosis(
                                "clock.agrees",
                                Severity.GOOD,
                                "clock",
                                "Server and database agree on the time.",
                                ""),
                        new Diagnosis(
                                "clock.apart",
                                Severity.HINT,
                                "clock",
                                "The clocks of server and database are 7s apart.",
                                "Let both machines get their time from the network: timedatectl"
                                        + " set-ntp true."));
    }

    @Test
    void one_that_fails_or_never_ends_is_told_and_keeps_no_other_from_being_heard() {
        CountDownLatch never = new CountDownLatch(1);
        List<Diagnosis> told =
                new Doctor(
                                () ->
                                        List.of(
                                                () -> {
                                                    never.await();
                                                    return List.of();
                                                },
                                                () -> {
                                                    throw new IOException("of a person");
                                                },
                                                () -> List.of(Finding.good("contacts.none"))),
                                Duration.ofMillis(300))
                        .examine(Locale.ENGLISH);

        assertThat(told)
                .extracting(Diagnosis::key)
                .containsExactly("examination.slow", "examination.failed", "contacts.none");
        assertThat(told).noneMatch(it -> it.what().contains("of a person"));
        assertThat(told.subList(0, 2))
                .allMatch(it -> it.what().contains("AskTheDoctorTest"))
                .noneMatch(it -> it.what().contains("$$"));
    }

    @Test
    void a_finding_without_words_is_told_by_its_key() {
        assertThat(ask(() -> List.of(Finding.bad("nowhere.written", "x"))))
                .extracting(Diagnosis::what)
                .containsExactly("nowhere.written x");
    }

    @Test
    void whatever_has_a_sentence_has_a_name_and_every_remedy_a_sentence() {
        ResourceBundle words =
                ResourceBundle.getBundle(
                        "studio.backline.platform.health.findings", Locale.ENGLISH);

        for (String key : words.keySet()) {
            assertThat(words.containsKey(key.replaceFirst("\\..*", ""))).as(key).isTrue();
            assertThat(words.containsKey(key.replaceFirst("\\.remedy$", ""))).as(key).isTrue();
        }
    }

    private static List<Diagnosis> ask(Examination... examinations) {
        return new Doctor(() -> List.of(examinations)).examine(Locale.ENGLISH);
    }
}
