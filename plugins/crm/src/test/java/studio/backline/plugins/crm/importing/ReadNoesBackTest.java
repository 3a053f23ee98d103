package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.consent.SaidNo;
import studio.backline.plugins.crm.contact.ContactPoint;

/** Noes to calls, texts and post go out with people and come back with them, and as noes alone. */
class ReadNoesBackTest {

    private static final String COLUMNS =
            "given name,mail,mail status,no to calls,no to texts,no to post\n";

    private final Importing from = new Importing();
    private final Importing to = new Importing();

    @Test
    void whatIsExportedReadsBackEqual() {
        String exported = from.call(this::fill);
        assertThat(exported)
                .contains(",No to calls,No to texts,No to post\n")
                .contains(",,objected 2024-05-03T12:00:00Z Told me,\n")
                .contains("\"objected 2024-05-03T12:00:00Z \"\"Card\"\", at 1\"");
        to.run(
                () -> {
                    ImportId id = to.imported(exported);
                    assertThat(to.counts(id).optOuts()).isEqualTo(2);
                    assertThat(to.exported()).isEqualTo(exported);
                    assertThat(to.counts(to.imported(exported)).unchanged()).isEqualTo(2);
                    assertThat(to.exported()).isEqualTo(exported);
                });
    }

    @Test
    void noFileOpensWhatWasClosed() {
        String exported = from.call(this::fill);
        to.run(
                () -> {
                    to.imported(exported);
                    to.imported(
                            COLUMNS
                                    + "Bo,bo@example.org,granted,withdrawn 2020-01-01T00:00:00Z x,,no\n"
                                    + "Bo,bo@example.org,granted,granted,,subscribed\n");
                    assertThat(line("bo@"))
                            .contains(",granted,")
                            .contains("at 1\",,\"objected 2024-05-03T12:00:00Z");
                });
    }

    @Test
    void otherFilesSayItWithADayOrAYes() {
        to.run(
                () -> {
                    to.imported(
                            COLUMNS
                                    + "Cy,cy@example.org,granted,,2023-04-05,no\n"
                                    + "Di,di@example.org,granted,yes,,\n"
                                    + "Ed,ed@example.org,granted,perhaps,,subscribed\n");
                    assertThat(line("cy@"))
                            .contains(",granted,")
                            .endsWith(",,withdrawn 2023-04-05T00:00:00Z Guest book,");
                    assertThat(line("di@"))
                            .endsWith(",withdrawn 2025-03-01T00:00:00Z Guest book,,");
                    assertThat(line("ed@")).contains(",granted,").endsWith(",,,");
                });
    }

    private String fill() {
        ConsentService consents = from.bean(ConsentService.class);
        SubjectId bo = from.add(CrmHost.person("Bo", "Li", ContactPoint.mail("bo@example.org")));
        from.granted(bo);
        consents.refuse(bo, Set.of(Channel.PHONE, Channel.POST), told("\"Card\", at 1"));
        SubjectId ada = from.add(CrmHost.person("Ada", "King"));
        consents.refuse(ada, Set.of(Channel.SMS), told("Told me"));
        return from.exported();
    }

    private String line(String part) {
        return to.exported().lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }

    private static SaidNo told(String source) {
        return new SaidNo(ConsentEvent.OBJECTED, Instant.parse("2024-05-03T12:00:00Z"), source);
    }
}
