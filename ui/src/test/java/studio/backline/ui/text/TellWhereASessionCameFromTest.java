package studio.backline.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TellWhereASessionCameFromTest {

    @Test
    void theBeginningOfAnAddressIsReadAsAddressesAre() {
        assertThat(Network.called("7f0000")).isEqualTo("127.0.0.*");
        assertThat(Network.called("cb0071")).isEqualTo("203.0.113.*");
        assertThat(Network.called("20010db80001")).isEqualTo("2001:0db8:0001:*");
    }

    @Test
    void whatIsNoAddressStaysAsItIs() {
        assertThat(Network.called("unknown")).isEqualTo("unknown");
    }
}
