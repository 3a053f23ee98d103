package studio.backline.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.subject.Subjects;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

class ConsentRegisterTest {

    private static final Instant SPRING = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant AUTUMN = Instant.parse("2026-10-01T10:00:00Z");
    private static final PluginHome PLUGIN = PluginHome.of(Core.shared(), "consenting");

    private final Subjects subjects =
            Core.shared().bean(SubjectRegister.class).on(PLUGIN.connection());
    private final ConsentLedger ledger =
            Core.shared().bean(ConsentRegister.class).on(PLUGIN.connection());
    private Caller caller = PLUGIN.newWorkspace();

    @BeforeEach
    void ownWorkspace() {
        caller = PLUGIN.newWorkspace();
    }

    @Test
    void aGrantIsTakenForSomeoneNew() {
        SubjectId fan = fan();

        assertThat(record(entry(fan, ConsentEvent.GRANTED, SPRING, "a@example.org"))).isOne();
        assertThat(standing(fan))
                .containsExactly(
                        Map.entry(
                                Channel.EMAIL,
                                new Standing(
                                        Standing.State.GRANTED, SPRING, "Import of fans.csv")));
    }

    @Test
    void aGrantNeverLiftsAWithdrawalWhateverItsDate() {
        SubjectId fan = fan();
        record(entry(fan, ConsentEvent.WITHDRAWN, SPRING, "a@example.org"));

        assertThat(record(entry(fan, ConsentEvent.GRANTED, AUTUMN, "a@example.org"))).isZero();
        assertThat(state(fan)).isEqualTo(Standing.State.WITHDRAWN);
    }

    @Test
    void theStrictestOfOneCallWins() {
        SubjectId fan = fan();

        record(
                entry(fan, ConsentEvent.GRANTED, AUTUMN, "a@example.org"),
                entry(fan, ConsentEvent.BOUNCED, SPRING, "a@example.org"),
                entry(fan, ConsentEvent.OBJECTED, SPRING, "a@example.org"));

        assertThat(state(fan)).isEqualTo(Standing.State.OBJECTED);
    }

    @Test
    void noGrantOfACallSlipsPastAWithdrawalFromAnotherSource() {
        for (String source : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            String address = source + "@example.org";
            SubjectId agreed = fan();
            SubjectId refused = fan();

            record(
                    told("web", entry(agreed, ConsentEvent.GRANTED, SPRING, address)),
                    told(source, entry(refused, ConsentEvent.WITHDRAWN, AUTUMN, address)));

            assertThat(state(agreed)).as(source).isEqualTo(Standing.State.WITHDRAWN);
        }
    }

    @Test
    void aSuppressedAddressClosesTheNextPersonWhoHasIt() {
        SubjectId first = fan();
        record(entry(first, ConsentEvent.WITHDRAWN, SPRING, "shared@example.org"));

        SubjectId second = fan();
        assertThat(record(entry(second, ConsentEvent.GRANTED, AUTUMN, "shared@example.org")))
                .isZero();
        assertThat(state(second)).isEqualTo(Standing.State.WITHDRAWN);
    }

    @Test
    void anAddressIsAskedForByItselfWhoeverHasIt() {
        SubjectId one = fan();
        record(entry(one, ConsentEvent.GRANTED, SPRING, "open@example.org"));
        record(entry(one, ConsentEvent.BOUNCED, SPRING, "dead@example.org"));

        Map<String, Standing> found =
                PLUGIN.in(
                        caller,
                        () ->
                                ledger.suppressions(
                                        Channel.EMAIL,
                                        List.of("open@example.org", "dead@example.org")));
        assertThat(found)
                .containsExactly(
                        Map.entry(
                                "dead@example.org",
                                new Standing(
                                        Standing.State.BOUNCED, SPRING, "Import of fans.csv")));
        assertThat(PLUGIN.in(caller, () -> keys("BOUNCED")))
                .containsExactly(
                        PLUGIN.as(
                                caller,
                                () -> ledger.addressKey(Channel.EMAIL, "dead@example.org")));
        Caller other = PLUGIN.newWorkspace();
        assertThat(
                        PLUGIN.in(
                                other,
                                () ->
                                        ledger.suppressions(
                                                Channel.EMAIL, List.of("dead@example.org"))))
                .isEmpty();
        assertThat(PLUGIN.in(other, () -> keys("BOUNCED"))).isEmpty();
    }

    @Test
    void aSuppressionOutlivesThePersonWhomAnUndoTookBack() {
        SubjectId gone = fan();
        record(entry(gone, ConsentEvent.COMPLAINED, SPRING, "dead@example.org"));
        PLUGIN.in(
                caller,
                () -> {
                    subjects.withdraw(List.of(gone));
                    return gone;
                });
        assertThat(standing(gone)).isEmpty();

        SubjectId again = fan();
        record(entry(again, ConsentEvent.GRANTED, AUTUMN, "dead@example.org"));
        assertThat(state(again)).isEqualTo(Standing.State.COMPLAINED);
    }

    @Test
    void addressesAreHashedApartByWorkspaceAndChannel() {
        Caller other = PLUGIN.newWorkspace();
        byte[] here = PLUGIN.as(caller, () -> ledger.addressHash(Channel.EMAIL, "a@example.org"));

        assertThat(here)
                .isNotEqualTo(
                        PLUGIN.as(other, () -> ledger.addressHash(Channel.EMAIL, "a@example.org")))
                .isNotEqualTo(
                        PLUGIN.as(caller, () -> ledger.addressHash(Channel.SMS, "a@example.org")));
    }

    @Test
    void anotherWorkspaceSeesNothingAndCannotRecordForThePerson() {
        SubjectId fan = fan();
        record(entry(fan, ConsentEvent.GRANTED, SPRING, "a@example.org"));
        Caller other = PLUGIN.newWorkspace();

        assertThat(PLUGIN.in(other, () -> ledger.standing(fan))).isEmpty();
        assertThatThrownBy(
                        () ->
                                PLUGIN.in(
                                        other,
                                        () ->
                                                ledger.record(
                                                        List.of(
                                                                entry(
                                                                        fan,
                                                                        ConsentEvent.WITHDRAWN,
                                                                        SPRING,
                                                                        "a@example.org")))))
                .hasMessageContaining("not registered");
        assertThat(state(fan)).isEqualTo(Standing.State.GRANTED);
    }

    @Test
    void anotherPluginCannotTakeAPersonBack() {
        SubjectId fan = fan();
        record(entry(fan, ConsentEvent.GRANTED, SPRING, "a@example.org"));
        PluginHome other = PluginHome.of(Core.shared(), "consenting-too");
        other.in(
                caller,
                () -> {
                    Core.shared()
                            .bean(SubjectRegister.class)
                            .on(other.connection())
                            .withdraw(List.of(fan));
                    return fan;
                });

        assertThat(state(fan)).isEqualTo(Standing.State.GRANTED);
    }

    @Test
    void whomTwoPluginsKnowStaysUntilBothHaveTakenThemBack() {
        SubjectId fan = fan();
        record(entry(fan, ConsentEvent.GRANTED, SPRING, "a@example.org"));
        PluginHome other = PluginHome.of(Core.shared(), "consenting-too");
        Subjects theirs = Core.shared().bean(SubjectRegister.class).on(other.connection());
        other.in(
                caller,
                () -> {
                    theirs.register(fan, SubjectKind.FAN);
                    return fan;
                });

        takeBack(PLUGIN, subjects, fan);
        assertThat(state(fan)).isEqualTo(Standing.State.GRANTED);
        takeBack(other, theirs, fan);
        assertThat(standing(fan)).isEmpty();
    }

    private void takeBack(PluginHome home, Subjects register, SubjectId fan) {
        home.in(
                caller,
                () -> {
                    register.withdraw(List.of(fan));
                    return fan;
                });
    }

    @Test
    void aMergeKeepsTheStricterStanding() {
        SubjectId kept = fan();
        SubjectId merged = fan();
        record(entry(kept, ConsentEvent.GRANTED, SPRING, "kept@example.org"));
        record(entry(merged, ConsentEvent.COMPLAINED, AUTUMN, "merged@example.org"));
        PLUGIN.in(
                caller,
                () -> {
                    subjects.merge(merged, kept);
                    return kept;
                });

        assertThat(state(kept)).isEqualTo(Standing.State.COMPLAINED);
    }

    @Test
    void nothingIsRecordedOutsideATransactionOrWhenItRollsBack() {
        SubjectId fan = fan();
        ConsentRecord entry = entry(fan, ConsentEvent.WITHDRAWN, SPRING, "a@example.org");

        assertThatThrownBy(() -> PLUGIN.as(caller, () -> ledger.record(List.of(entry))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
        assertThatThrownBy(
                        () ->
                                PLUGIN.in(
                                        caller,
                                        () -> {
                                            ledger.record(List.of(entry));
                                            throw new IllegalArgumentException("stop");
                                        }))
                .hasMessage("stop");
        assertThat(standing(fan)).isEmpty();
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

    private SubjectId fan() {
        SubjectId id = SubjectId.next();
        PLUGIN.in(
                caller,
                () -> {
                    subjects.register(id, SubjectKind.FAN);
                    return id;
                });
        return id;
    }

    private int record(ConsentRecord... entries) {
        return PLUGIN.in(caller, () -> ledger.record(List.of(entries)));
    }

    private Map<Channel, Standing> standing(SubjectId fan) {
        return PLUGIN.in(caller, () -> ledger.standing(fan));
    }

    private Standing.State state(SubjectId fan) {
        return standing(fan).get(Channel.EMAIL).state();
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

    private static ConsentRecord entry(
            SubjectId fan, ConsentEvent event, Instant at, String address) {
        return new ConsentRecord(
                fan,
                Channel.EMAIL,
                event,
                event == ConsentEvent.GRANTED ? Optional.of(LawfulBasis.CONSENT) : Optional.empty(),
                "Import of fans.csv",
                at,
                Optional.of(address));
    }
}
