package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.outbound.Outbound;
import studio.backline.platform.backup.place.BackupPlace.Kept;
import studio.backline.platform.backup.place.S3Address;
import studio.backline.platform.backup.place.S3Place;
import studio.backline.platform.core.Core;
import studio.backline.platform.encryption.signing.AwsSignature;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.outbound.OutboundHttp;

/** Archives in a bucket, over the house's own way out. */
class S3PlaceTest {

    private FakeS3 store;

    @BeforeEach
    void open() throws IOException {
        store = FakeS3.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_is_put_in_parts_comes_back_in_pieces() throws Exception {
        byte[] content = new byte[40 << 20];
        new Random(7).nextBytes(content);
        S3Place place = place(FakeS3.KEYS);

        place.put("one", out -> out.write(content));
        place.put("small", out -> out.write(1));

        assertThat(store.objects.get("backline/one")).isEqualTo(content);
        assertThat(place.list()).containsExactly(new Kept("one", 40 << 20), new Kept("small", 1));
        try (InputStream in = place.open("one")) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        place.delete("one");
        assertThat(place.list()).extracting(Kept::name).containsExactly("small");
    }

    @Test
    void what_fails_or_was_killed_in_between_leaves_nothing() throws Exception {
        S3Place place = place(FakeS3.KEYS);
        store.uploads.put("backline/killed 9", new TreeMap<>());
        store.uploads.put("backline/another 8", new TreeMap<>());
        place.clear("killed");
        assertThat(store.uploads).containsOnlyKeys("backline/another 8");
        store.refuse(1);

        assertThatThrownBy(() -> place.put("one", out -> out.write(new byte[20 << 20])))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("QuotaExceeded");
        assertThatThrownBy(
                        () ->
                                place.put(
                                        "one",
                                        out -> {
                                            out.write(1);
                                            throw new IOException("the database went away");
                                        }))
                .hasMessage("the database went away");

        assertThat(store.objects).isEmpty();
        assertThat(store.uploads).containsOnlyKeys("backline/another 8");
    }

    @Test
    void whoever_has_other_keys_is_told_what_to_check() {
        S3Place place = place(new AwsSignature("AKIAFAKE", "another", "eu-test-1"));

        assertThatThrownBy(place::list)
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("SignatureDoesNotMatch")
                .hasMessageContaining("Check bucket, region and keys");
    }

    /** The example of the service's own documentation: GET of a bucket's life cycle. */
    @Test
    void a_signature_is_as_the_service_s_own_example() {
        AwsSignature keys =
                new AwsSignature(
                        "AKIAIOSFODNN7EXAMPLE",
                        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                        "us-east-1");

        assertThat(
                        keys.headers(
                                        "GET",
                                        URI.create(
                                                "https://examplebucket.s3.amazonaws.com/?lifecycle"),
                                        new byte[0],
                                        Instant.parse("2013-05-24T00:00:00Z"))
                                .get("Authorization"))
                .endsWith(
                        "Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void an_address_is_read_or_refused_in_words() {
        assertThat(S3Address.of("https://s3.example.com/studio/a/b/").prefix()).isEqualTo("a/b/");
        for (String wrong : Set.of("s3://studio", "https://host", "https://u:p@host/b")) {
            assertThatThrownBy(() -> S3Address.of(wrong))
                    .isInstanceOf(BackupRefusedException.class)
                    .hasMessageContaining("https://host/bucket");
        }
    }

    private S3Place place(AwsSignature keys) {
        URI origin = S3Address.of(store.address()).origin();
        Outbound outbound =
                Core.shared()
                        .bean(OutboundHttp.class)
                        .on(OutboundCaller.of("core.backup").entered(Set.of(origin)));
        return new S3Place(store.address(), keys, outbound, Clock.systemUTC());
    }
}
