package studio.backline.platform.outbound.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One way only to write where a request goes. */
class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/x?y#z, https://api.example.com",
        "HTTPS://API.Example.COM, https://api.example.com",
        "https://api.example.com.:443/, https://api.example.com",
        "https://api.example.com:8443, https://api.example.com:8443",
        "http://127.0.0.1:11434/v1, http://127.0.0.1:11434",
        "https://[::1]:8443/, https://[::1]:8443",
        "https://xn--bcher-kva.example, https://xn--bcher-kva.example",
        "https://1and1.example, https://1and1.example",
        "https://4chan.o0rg, https://4chan.o0rg"
    })
    void an_address_is_read(String written, String origin) {
        assertThat(read(written).map(Destination::origin)).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/", // decimal
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/", // octal
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.1.5/",
                "https://256.0.0.1/",
                "https://1.2.3.04/",
                "https://example.0x1/",
                "https://[fe80::1%25eth0]/",
                "https://[::ffff:7f00:0001%2525]/",
                "https://api.example.com:0/",
                "https://api.example.com:99999/",
                "https://api.example.com@evil.example/",
                "https://user:secret@api.example.com/",
                "https://api.example.com%2eevil.example/",
                "https://api.example.com%00.evil.example/",
                "https://api..example.com/",
                "https://-api.example.com/",
                "https:///path",
                "https:api.example.com",
                "https://api.example.com\\@evil.example/",
                "https://bücher.example/",
                "https://①②⑦.⓪.⓪.①/",
                "https://api。example.com/",
                "ftp://api.example.com/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:25/x",
                "jar:https://api.example.com!/",
                "//api.example.com/",
                "/only/a/path"
            })
    void what_could_be_read_otherwise_is_none(String written) {
        assertThat(read(written)).isEmpty();
    }

    private static Optional<Destination> read(String written) {
        try {
            return Destination.of(new URI(written));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
