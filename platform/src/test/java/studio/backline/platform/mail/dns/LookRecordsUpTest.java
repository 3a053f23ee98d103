package studio.backline.platform.mail.dns;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.platform.mail.MailCheck.Published;
import studio.backline.platform.outbound.LoopbackSockets;
import studio.backline.platform.outbound.OutboundSockets;
import studio.backline.platform.outbound.wire.TextRecords;
import studio.backline.testkit.mail.FakeNameServer;

/** SPF, DKIM and DMARC as a name server tells them. */
class LookRecordsUpTest {

    private final FakeNameServer names = FakeNameServer.open();

    @AfterEach
    void close() {
        names.close();
    }

    @Test
    void whatIsPublishedIsShownAsItStandsThere() throws Exception {
        String key = "v=DKIM1; k=rsa; p=" + "QUJD".repeat(120);
        names.publish("band.test", "site-verification=1")
                .publish("band.test", "v=spf1 include:_spf.example -all")
                .publish("band.test", "v=spf10 is something else")
                .publish("s1._domainkey.band.test", key)
                .publish("_dmarc.band.test", "v=DMARC1; p=reject");

        Published found = records(names.port()).of("band.test", "s1").orElseThrow();

        assertThat(found.spf()).containsExactly("v=spf1 include:_spf.example -all");
        assertThat(found.dkim()).as("one text of two strings").containsExactly(key);
        assertThat(found.dmarc()).containsExactly("v=DMARC1; p=reject");
    }

    @Test
    void whereNothingIsPublishedNothingIsFound() throws Exception {
        Published found = records(names.port()).of("bare.test", "").orElseThrow();

        assertThat(found.spf()).isEmpty();
        assertThat(found.dkim()).isEmpty();
        assertThat(found.dmarc()).isEmpty();
    }

    @Test
    void aDomainHasTheRuleOfTheOneAboveIt() throws Exception {
        names.publish("_dmarc.band.test", "v=DMARC1; p=none")
                .publish("_dmarc.test", "v=DMARC1; p=quarantine");

        assertThat(records(names.port()).of("news.eu.band.test", "").orElseThrow().dmarc())
                .containsExactly("v=DMARC1; p=none");
    }

    @Test
    void whereNobodyAnswersThatIsSaid() throws Exception {
        int silent = names.port();
        names.close();

        assertThat(records(silent).of("band.test", "")).isEmpty();
    }

    private static DomainRecords records(int port) throws Exception {
        OutboundSockets sockets =
                LoopbackSockets.asking(TextRecords.at("127.0.0.1", port), SSLContext.getDefault());
        return new DomainRecords(name -> sockets.texts("mail", name, "mail-records"));
    }
}
