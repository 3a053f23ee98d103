package studio.backline.platform.outbound.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.outbound.OutboundRefusedException;

/** What a name server says is judged, once, and nothing else is connected to. */
class CheckedNamesTest {

    private static final String PUBLIC = "93.184.215.14";

    @Test
    void what_was_checked_is_what_is_connected_to() throws Exception {
        Queue<String> answers = new ArrayDeque<>(List.of(PUBLIC, "127.0.0.1"));
        CheckedNames names = new CheckedNames(name -> addresses(answers.remove()), false);

        assertThat(names.resolve("rebind.example")).containsExactly(addresses(PUBLIC));
        assertThat(answers).as("asked once").hasSize(1);
    }

    @Test
    void a_name_that_turns_inwards_is_refused_at_the_next_connection() throws Exception {
        Queue<String> answers = new ArrayDeque<>(List.of(PUBLIC, "127.0.0.1"));
        CheckedNames names = new CheckedNames(name -> addresses(answers.remove()), false);
        names.resolve("rebind.example");

        assertThatThrownBy(() -> names.resolve("rebind.example"))
                .isInstanceOf(OutboundRefusedException.class)
                .hasMessageContaining("private network");
    }

    @Test
    void one_bad_address_among_good_ones_refuses_the_name() {
        CheckedNames names = new CheckedNames(name -> addresses(PUBLIC, "10.0.0.7"), false);

        assertThatThrownBy(() -> names.resolve("mixed.example"))
                .isInstanceOf(OutboundRefusedException.class);
    }

    @Test
    void metadata_is_refused_to_the_operator_too() {
        CheckedNames names = new CheckedNames(name -> addresses("169.254.169.254"), true);

        assertThatThrownBy(() -> names.resolve("metadata.example"))
                .isInstanceOf(OutboundRefusedException.class)
                .hasMessageContaining("nobody's server");
    }

    private static InetAddress[] addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
