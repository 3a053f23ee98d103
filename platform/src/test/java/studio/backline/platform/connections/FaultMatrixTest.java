package studio.backline.platform.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.backline.contract.connections.AccessToken;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.connections.ConnectionUnavailableException;
import studio.backline.platform.connections.ConnectionDesk.Ended;
import studio.backline.testkit.provider.Endpoint;
import studio.backline.testkit.provider.Fault;

/** Whatever a provider does wrong: what becomes of the connection, and what people are told. */
class FaultMatrixTest extends OnStage {

    private static final Duration HOUR = Duration.ofHours(1);

    /** What can happen at the token endpoint, and what it means when a code is given in. */
    static Stream<Arguments> answers() {
        return Stream.concat(refusals(), bent());
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                of(Fault.error(400, "invalid_request"), ConnectionFault.REQUEST_REFUSED),
                of(Fault.error(400, "invalid_client"), ConnectionFault.CLIENT_REFUSED),
                of(Fault.error(401, "invalid_client"), ConnectionFault.CLIENT_REFUSED),
                of(Fault.error(400, "invalid_grant"), ConnectionFault.GRANT_ENDED),
                of(Fault.error(400, "unauthorized_client"), ConnectionFault.CLIENT_REFUSED),
                of(Fault.error(400, "unsupported_grant_type"), ConnectionFault.REQUEST_REFUSED),
                of(Fault.error(400, "invalid_scope"), ConnectionFault.SCOPE_REFUSED),
                of(Fault.error(400, "something_of_its_own"), ConnectionFault.REQUEST_REFUSED),
                of(Fault.error(400, "temporarily_unavailable"), ConnectionFault.FAILED),
                of(Fault.error(200, "invalid_grant"), ConnectionFault.GRANT_ENDED),
                of(Fault.error(503, "invalid_grant"), ConnectionFault.FAILED),
                of(Fault.error(429, "invalid_grant"), ConnectionFault.BUSY),
                of(Fault.status(400), ConnectionFault.REQUEST_REFUSED),
                of(Fault.status(401), ConnectionFault.CLIENT_REFUSED),
                of(Fault.status(403), ConnectionFault.REQUEST_REFUSED),
                of(Fault.status(404), ConnectionFault.NOT_UNDERSTOOD),
                of(Fault.status(500), ConnectionFault.FAILED),
                of(Fault.status(503), ConnectionFault.FAILED),
                of(Fault.comeBack(429, "120"), ConnectionFault.BUSY),
                of(Fault.comeBack(503, "120"), ConnectionFault.FAILED),
                of(Fault.slow(), ConnectionFault.SILENT),
                of(Fault.cut(), ConnectionFault.SILENT),
                of(Fault.html(), ConnectionFault.NOT_UNDERSTOOD),
                of(Fault.garbage(), ConnectionFault.NOT_UNDERSTOOD),
                of(Fault.empty(), ConnectionFault.TOKEN_TYPE),
                of(Fault.huge(), ConnectionFault.NOT_UNDERSTOOD),
                of(Fault.redirect("https://evil.example/"), ConnectionFault.NOT_UNDERSTOOD));
    }

    private static Stream<Arguments> bent() {
        return Stream.of(
                of(Fault.field("token_type", "mac"), ConnectionFault.TOKEN_TYPE),
                of(Fault.field("token_type", "DPoP"), ConnectionFault.TOKEN_TYPE),
                of(Fault.without("token_type"), ConnectionFault.TOKEN_TYPE),
                of(Fault.without("access_token"), ConnectionFault.NOT_UNDERSTOOD),
                of(Fault.field("access_token", "two words"), ConnectionFault.NOT_UNDERSTOOD),
                of(Fault.without("expires_in"), ConnectionFault.NO_END),
                of(Fault.field("expires_in", 0), ConnectionFault.NO_END),
                of(Fault.field("expires_in", -5), ConnectionFault.NOT_UNDERSTOOD),
                of(Fault.field("expires_in", "soon"), ConnectionFault.NOT_UNDERSTOOD),
                of(Fault.field("scope", "mail.read admin"), ConnectionFault.TOO_MUCH),
                of(Fault.field("scope", "admin"), ConnectionFault.TOO_MUCH));
    }

    private static Arguments of(Fault fault, ConnectionFault expected) {
        return Arguments.of(fault, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void atTheExchangeNothingIsConnectedAndNothingIsLeft(Fault fault, ConnectionFault expected)
            throws Exception {
        int before = list();
        stage.provider.next(Endpoint.TOKEN, fault);

        ConnectionException told = catchThrowableOfType(ConnectionException.class, stage::connect);

        ConnectionFault here =
                expected == ConnectionFault.GRANT_ENDED ? ConnectionFault.CODE_REFUSED : expected;
        assertThat(told).isNotNull();
        assertThat(told.fault()).isEqualTo(here);
        assertThat(told.text(Locale.ENGLISH))
                .isEqualTo(here.text(Locale.ENGLISH, "Fake Mail"))
                .contains("Fake Mail")
                .doesNotContain("canary", "evil", "{");
        assertThat(told.getCause()).isNull();
        assertThat(list()).isEqualTo(before);
    }

    private static int list() {
        return stage.as(stage.owner(), connections::list).size();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void atARenewalTheConnectionStaysUnlessTheProviderHasEndedIt(
            Fault fault, ConnectionFault expected) throws Exception {
        ConnectionId id = stage.connect().connection();
        stage.core.clock().pass(HOUR);
        stage.provider.next(Endpoint.TOKEN, fault);

        ConnectionUnavailableException told = unavailable(id);

        assertThat(told.kind()).isEqualTo(expected.kind());
        assertThat(told).hasMessage(expected.text(Locale.ENGLISH, "Fake Mail")).hasNoCause();
        ConnectionSight.Health health = health(id);
        assertThat(health.fault()).contains(expected);
        assertThat(health.usable()).isEqualTo(!expected.ends());
        assertAfterwards(id, fault, expected, told);
    }

    /** A provider that has come round is asked again in its time; an end stays one. */
    private static void assertAfterwards(
            ConnectionId id,
            Fault fault,
            ConnectionFault expected,
            ConnectionUnavailableException told) {
        int asked = stage.provider.requests(Endpoint.TOKEN);
        assertThat(unavailable(id).kind()).isEqualTo(expected.kind());
        assertThat(stage.provider.requests(Endpoint.TOKEN)).isEqualTo(asked);
        if (expected.ends()) {
            assertThat(told.notBefore()).isEmpty();
            return;
        }
        Duration pause = fault.name().contains("120") ? Duration.ofMinutes(2) : pause();
        assertThat(told.notBefore()).contains(stage.clock.instant().plus(pause));
        stage.core.clock().pass(pause);
        boolean lost = fault instanceof Fault.Transport || fault instanceof Fault.Bent;
        if (lost) {
            // The provider has given out the next one: the old one is a stolen one to it.
            assertThat(unavailable(id).kind())
                    .isEqualTo(ConnectionUnavailableException.Kind.CONNECT_AGAIN);
        } else {
            String renewed = token(id).value();
            assertThat(stage.provider.everyToken()).contains(renewed);
            assertThat(health(id).fault()).isEmpty();
        }
    }

    private static Duration pause() {
        return Duration.ofSeconds(10);
    }

    static Stream<Arguments> revocations() {
        return Stream.of(
                Arguments.of(Optional.empty(), Ended.GIVEN_BACK),
                Arguments.of(Optional.of(Fault.error(400, "invalid_token")), Ended.GIVEN_BACK),
                Arguments.of(Optional.of(Fault.error(400, "invalid_request")), Ended.NOT_REACHED),
                Arguments.of(Optional.of(Fault.error(401, "invalid_client")), Ended.NOT_REACHED),
                Arguments.of(
                        Optional.of(Fault.error(400, "unsupported_token_type")), Ended.NOT_REACHED),
                Arguments.of(Optional.of(Fault.status(403)), Ended.NOT_REACHED),
                Arguments.of(Optional.of(Fault.status(404)), Ended.NOT_REACHED),
                Arguments.of(Optional.of(Fault.comeBack(429, "60")), Ended.NOT_REACHED),
                Arguments.of(Optional.of(Fault.status(500)), Ended.NOT_REACHED),
                Arguments.of(Optional.of(Fault.comeBack(503, "60")), Ended.NOT_REACHED),
                Arguments.of(Optional.of(Fault.slow()), Ended.NOT_REACHED),
                Arguments.of(Optional.of(Fault.cut()), Ended.NOT_REACHED),
                Arguments.of(Optional.of(Fault.huge()), Ended.NOT_REACHED),
                Arguments.of(
                        Optional.of(Fault.redirect("https://evil.example/")), Ended.NOT_REACHED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("revocations")
    void whatIsEndedIsWipedHereWhateverTheProviderAnswers(Optional<Fault> fault, Ended expected) {
        ConnectionId id = stage.connect().connection();
        int before = list();
        fault.ifPresent(each -> stage.provider.next(Endpoint.REVOCATION, each));

        assertThat(stage.as(stage.owner(), () -> stage.desk.disconnect(id))).isEqualTo(expected);

        assertThat(list()).isEqualTo(before - 1);
        assertThat(unavailable(id).kind())
                .isEqualTo(ConnectionUnavailableException.Kind.NOT_CONNECTED);
        assertThat(stage.as(stage.owner(), () -> stage.desk.disconnect(id))).isEqualTo(Ended.GONE);
    }

    private static ConnectionSight.Health health(ConnectionId id) {
        return stage.as(stage.owner(), stage.desk::offers).getFirst().connections().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow()
                .health();
    }

    private static AccessToken token(ConnectionId id) {
        return stage.as(stage.owner(), () -> connections.accessToken(id));
    }

    private static ConnectionUnavailableException unavailable(ConnectionId id) {
        Stage.CheckedException thrown =
                catchThrowableOfType(Stage.CheckedException.class, () -> token(id));
        assertThat(thrown).isNotNull();
        return (ConnectionUnavailableException) thrown.getCause();
    }
}
