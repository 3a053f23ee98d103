package studio.backline.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.privacy.Audience.AUTUMN;
import static studio.backline.platform.privacy.Audience.SPRING;
import static studio.backline.platform.privacy.Audience.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

class ConsentRegisterTest {

    private static final PluginHome PLUGIN = PluginHome.of(Core.shared(), "consenting");

    private final Audience audience = Audience.of(PLUGIN);

    @Test
    void aGrantIsTakenForSomeoneNew() {
        SubjectId fan = audience.fan();

        assertThat(audience.record(entry(fan, ConsentEvent.GRANTED, SPRING, "a@example.org")))
                .isOne();
        assertThat(audience.standing(fan))
                .containsExactly(
                        Map.entry(
                                Channel.EMAIL,
                                new Standing(
                                        Standing.State.GRANTED, SPRING, "Import of fans.csv")));
    }

    @Test
    void aGrantNeverLiftsAWithdrawalWhateverItsDate() {
        SubjectId fan = audience.fan();
        audience.record(entry(fan, ConsentEvent.WITHDRAWN, SPRING, "a@example.org"));

        assertThat(audience.record(entry(fan, ConsentEvent.GRANTED, AUTUMN, "a@example.org")))
                .isZero();
        assertThat(audience.state(fan)).isEqualTo(Standing.State.WITHDRAWN);
    }

    @Test
    void theStrictestOfOneCallWins() {
        SubjectId fan = audience.fan();

        audience.record(
                entry(fan, ConsentEvent.GRANTED, AUTUMN, "a@example.org"),
                entry(fan, ConsentEvent.BOUNCED, SPRING, "a@example.org"),
                entry(fan, ConsentEvent.OBJECTED, SPRING, "a@example.org"));

        assertThat(audience.state(fan)).isEqualTo(Standing.State.OBJECTED);
    }

    @Test
    void theStrictestOfOneCallWinsWhicheverCameFirstAndNoGrantBesideItIsTaken() {
        for (boolean earlier : List.of(true, false)) {
            SubjectId fan = audience.fan();
            String address = "strict.%s@example.org".formatted(earlier);

            int taken =
                    audience.record(
                            entry(fan, ConsentEvent.WITHDRAWN, earlier ? AUTUMN : SPRING, address),
                            entry(fan, ConsentEvent.OBJECTED, earlier ? SPRING : AUTUMN, address),
                            entry(fan, ConsentEvent.GRANTED, AUTUMN, "other." + address));

            assertThat(taken).isEqualTo(2);
            assertThat(audience.state(fan)).isEqualTo(Standing.State.OBJECTED);
            assertThat(audience.suppressed(address).get(address).state())
                    .isEqualTo(Standing.State.OBJECTED);
        }
    }

    @Test
    void noGrantOfACallSlipsPastAWithdrawalFromAnotherSource() {
        for (String source : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            String address = source + "@example.org";
            SubjectId agreed = audience.fan();
            SubjectId refused = audience.fan();

            audience.record(
                    told("web", entry(agreed, ConsentEvent.GRANTED, SPRING, address)),
                    told(source, entry(refused, ConsentEvent.WITHDRAWN, AUTUMN, address)));

            assertThat(audience.state(agreed)).as(source).isEqualTo(Standing.State.WITHDRAWN);
        }
    }

    @Test
    void aSuppressedAddressClosesTheNextPersonWhoHasIt() {
        SubjectId first = audience.fan();
        audience.record(entry(first, ConsentEvent.WITHDRAWN, SPRING, "shared@example.org"));

        SubjectId second = audience.fan();
        assertThat(
                        audience.record(
                                entry(second, ConsentEvent.GRANTED, AUTUMN, "shared@example.org")))
                .isZero();
        assertThat(audience.state(second)).isEqualTo(Standing.State.WITHDRAWN);
    }

    @Test
    void anAddressIsAskedForByItselfWhoeverHasIt() {
        SubjectId one = audience.fan();
        audience.record(entry(one, ConsentEvent.GRANTED, SPRING, "open@example.org"));
        audience.record(entry(one, ConsentEvent.BOUNCED, SPRING, "dead@example.org"));

        assertThat(audience.suppressed("open@example.org", "dead@example.org"))
                .containsExactly(
                        Map.entry(
                                "dead@example.org",
                                new Standing(
                                        Standing.State.BOUNCED, SPRING, "Import of fans.csv")));
        assertThat(audience.in(() -> keys("BOUNCED")))
                .containsExactly(audience.key(Channel.EMAIL, "dead@example.org"));
        Audience other = Audience.of(PLUGIN);
        assertThat(other.suppressed("dead@example.org")).isEmpty();
        assertThat(other.in(() -> keys("BOUNCED"))).isEmpty();
    }

    @Test
    void aSuppressionOutlivesThePersonWhomAnUndoTookBack() {
        SubjectId gone = audience.fan();
        audience.record(entry(gone, ConsentEvent.COMPLAINED, SPRING, "dead@example.org"));
        audience.takeBack(gone);
        assertThat(audience.standing(gone)).isEmpty();

        SubjectId again = audience.fan();
        audience.record(entry(again, ConsentEvent.GRANTED, AUTUMN, "dead@example.org"));
        assertThat(audience.state(again)).isEqualTo(Standing.State.COMPLAINED);
    }

    @Test
    void addressesAreHashedApartByWorkspaceAndChannel() {
        Audience other = Audience.of(PLUGIN);

        assertThat(audience.hash(Channel.EMAIL, "a@example.org"))
                .isEqualTo(audience.hash(Channel.EMAIL, "a@example.org"))
                .isNotEqualTo(other.hash(Channel.EMAIL, "a@example.org"))
                .isNotEqualTo(audience.hash(Channel.SMS, "a@example.org"));
    }

    @Test
    void anotherWorkspaceSeesNothingAndCannotRecordForThePerson() {
        SubjectId fan = audience.fan();
        audience.record(entry(fan, ConsentEvent.GRANTED, SPRING, "a@example.org"));
        Audience other = Audience.of(PLUGIN);

        assertThat(other.standing(fan)).isEmpty();
        assertThatThrownBy(
                        () ->
                                other.record(
                                        entry(
                                                fan,
                                                ConsentEvent.WITHDRAWN,
                                                SPRING,
                                                "a@example.org")))
                .hasMessageContaining("not registered");
        assertThat(audience.state(fan)).isEqualTo(Standing.State.GRANTED);
    }

    @Test
    void anotherPluginCannotTakeAPersonBack() {
        SubjectId fan = audience.fan();
        audience.record(entry(fan, ConsentEvent.GRANTED, SPRING, "a@example.org"));
        PluginHome other = PluginHome.of(Core.shared(), "consenting-too");
        audience.knownTo(other).takeBack(fan);

        assertThat(audience.state(fan)).isEqualTo(Standing.State.GRANTED);
    }

    @Test
    void whomTwoPluginsKnowStaysUntilBothHaveTakenThemBack() {
        SubjectId fan = audience.fan();
        audience.record(entry(fan, ConsentEvent.GRANTED, SPRING, "a@example.org"));
        PluginHome other = PluginHome.of(Core.shared(), "consenting-too");
        Audience theirs = audience.knownTo(other);
        theirs.run(() -> theirs.subjects().register(fan, SubjectKind.FAN));

        audience.takeBack(fan);
        assertThat(audience.state(fan)).isEqualTo(Standing.State.GRANTED);
        theirs.takeBack(fan);
        assertThat(audience.standing(fan)).isEmpty();
    }

    @Test
    void aMergeKeepsTheStricterStanding() {
        SubjectId kept = audience.fan();
        SubjectId merged = audience.fan();
        audience.record(entry(kept, ConsentEvent.GRANTED, SPRING, "kept@example.org"));
        audience.record(entry(merged, ConsentEvent.COMPLAINED, AUTUMN, "merged@example.org"));
        audience.run(() -> audience.subjects().merge(merged, kept));

        assertThat(audience.state(kept)).isEqualTo(Standing.State.COMPLAINED);
    }

    @Test
    void nothingIsRecordedOutsideATransactionOrWhenItRollsBack() {
        SubjectId fan = audience.fan();
        ConsentRecord entry = entry(fan, ConsentEvent.WITHDRAWN, SPRING, "a@example.org");

        assertThatThrownBy(
                        () ->
                                PLUGIN.as(
                                        audience.caller(),
                                        () -> audience.ledger().record(List.of(entry))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
        assertThatThrownBy(
                        () ->
                                audience.in(
                                        () -> {
                                            audience.ledger().record(List.of(entry));
                                            throw new IllegalArgumentException("stop");
                                        }))
                .hasMessage("stop");
        assertThat(audience.standing(fan)).isEmpty();
    }

    private static List<Long> keys(String state) {
        return PLUGIN.connection()
                .jdbc()
                .sql(
                        "select address_key from backline_api.suppression_standing"
                                + " where channel = 'EMAIL' and state = ?")
                .param(state)
                .query(Long.class)
                .list();
    }

    private static ConsentRecord told(String source, ConsentRecord entry) {
        return new ConsentRecord(
                entry.subject(),
                entry.channel(),
                entry.event(),
                entry.basis(),
                source,
                entry.occurredAt(),
                entry.address());
    }
}
