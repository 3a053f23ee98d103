package studio.backline.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.privacy.Audience.AUTUMN;
import static studio.backline.platform.privacy.Audience.SPRING;
import static studio.backline.platform.privacy.Audience.entry;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** A list that is taken back takes the permission back that it brought, and nothing else. */
class UndoGrantsTest {

    private static final PluginHome PLUGIN = PluginHome.of(Core.shared(), "undoing");

    private final Audience audience = Audience.of(PLUGIN);

    @Test
    void aGrantThatCameWithAPersonIsUndoneAndTheLedgerKeepsBoth() {
        SubjectId fan = brought("a@example.org");
        assertThat(audience.state(fan)).isEqualTo(Standing.State.GRANTED);

        assertThat(undo(fan)).isOne();
        assertThat(audience.standing(fan)).isEmpty();
        assertThat(ledgerOf(fan)).containsExactly("GRANTED Import of fans.csv", "UNDONE Undone");
        assertThat(undo(fan)).isZero();
    }

    @Test
    void whatSomebodyGrantedSinceStays() {
        SubjectId before = brought("a@example.org");
        audience.record(since(before));
        assertThat(undo(before)).isZero();
        assertThat(audience.standing(before).get(Channel.EMAIL))
                .isEqualTo(new Standing(Standing.State.GRANTED, AUTUMN, "Guest book"));

        SubjectId after = brought("b@example.org");
        undo(after);
        assertThat(audience.record(since(after))).isOne();
        assertThat(audience.state(after)).isEqualTo(Standing.State.GRANTED);
    }

    @Test
    void whatNeverCameWithThePersonIsNotUndone() {
        SubjectId fan = audience.fan();
        audience.record(since(fan));
        assertThat(undo(fan)).isZero();
        assertThat(audience.state(fan)).isEqualTo(Standing.State.GRANTED);
    }

    @Test
    void everyNoStaysAsItIs() {
        SubjectId fan = brought("no@example.org");
        audience.record(entry(fan, ConsentEvent.WITHDRAWN, AUTUMN, "no@example.org"));
        assertThat(undo(fan)).isZero();
        assertThat(audience.state(fan)).isEqualTo(Standing.State.WITHDRAWN);
        assertThat(audience.suppressed("no@example.org")).containsKey("no@example.org");
    }

    @Test
    void anAddressThatIsOpenedAgainDoesNotBringTheGrantBack() {
        SubjectId fan = brought("old@example.org");
        Core.shared()
                .behind()
                .sql("update backline.consent_state set state = 'BOUNCED' where subject_id = ?")
                .param(fan.value())
                .update();
        undo(fan);
        assertThat(audience.open(fan, "old@example.org", "She answered")).isTrue();
        assertThat(audience.standing(fan)).isEmpty();
    }

    @Test
    void whoeverAPersonWasMergedIntoLosesTheGrantToo() {
        SubjectId merged = brought("a@example.org");
        SubjectId kept = audience.fan();
        audience.run(() -> audience.subjects().merge(merged, kept));
        assertThat(audience.state(kept)).isEqualTo(Standing.State.GRANTED);
        undo(merged);
        assertThat(audience.standing(kept)).isEmpty();
    }

    @Test
    void onlyWhoBroughtThePersonUndoesWhatCameWithThem() {
        SubjectId fan = brought("a@example.org");
        Audience other = audience.knownTo(PluginHome.of(Core.shared(), "undoing-others"));
        other.run(() -> other.subjects().register(fan, SubjectKind.FAN));
        assertThat(other.in(() -> other.ledger().undoGrants(List.of(fan), "Mine"))).isZero();
        assertThat(audience.state(fan)).isEqualTo(Standing.State.GRANTED);
    }

    @Test
    void whomAnotherPluginKnowsTooStaysWithoutWhatCameWithThem() {
        SubjectId fan = brought("a@example.org");
        Audience other = audience.knownTo(PluginHome.of(Core.shared(), "undoing-others"));
        other.run(() -> other.subjects().register(fan, SubjectKind.FAN));
        audience.run(() -> audience.subjects().withdraw(List.of(fan), "Undone"));
        assertThat(audience.standing(fan)).isEmpty();
        assertThat(ledgerOf(fan)).containsExactly("GRANTED Import of fans.csv", "UNDONE Undone");

        SubjectId kept = brought("b@example.org");
        other.run(() -> other.subjects().register(kept, SubjectKind.FAN));
        audience.run(() -> audience.subjects().withdraw(List.of(kept)));
        assertThat(audience.state(kept)).isEqualTo(Standing.State.GRANTED);
    }

    @Test
    void aGrantIsUndoneForAReasonAndInItsOwnWorkspace() {
        SubjectId fan = brought("a@example.org");
        assertThatThrownBy(() -> audience.in(() -> audience.ledger().undoGrants(List.of(fan), " ")))
                .hasMessageContaining("reason");
        Audience elsewhere = Audience.of(PLUGIN);
        assertThat(elsewhere.in(() -> elsewhere.ledger().undoGrants(List.of(fan), "Mine")))
                .isZero();
        assertThat(audience.state(fan)).isEqualTo(Standing.State.GRANTED);
    }

    @Test
    void theGroundOfAnUndoneGrantIsNoneAnyMore() {
        SubjectId fan = SubjectId.next();
        audience.run(
                () -> {
                    audience.subjects().register(fan, SubjectKind.FAN);
                    audience.ledger().record(List.of(granted(fan, LawfulBasis.CONTRACT)));
                });
        assertThat(grounds(fan)).containsExactly("CONTRACT");
        undo(fan);
        assertThat(grounds(fan)).isEmpty();
    }

    private List<String> grounds(SubjectId fan) {
        return audience.in(
                () ->
                        PLUGIN.connection()
                                .jdbc()
                                .sql(
                                        "select basis from backline_api.consent_ground"
                                                + " where subject_id = ?")
                                .param(fan.value())
                                .query(String.class)
                                .list());
    }

    private SubjectId brought(String address) {
        SubjectId fan = SubjectId.next();
        audience.run(
                () -> {
                    audience.subjects().register(fan, SubjectKind.FAN);
                    audience.ledger()
                            .record(List.of(entry(fan, ConsentEvent.GRANTED, SPRING, address)));
                });
        return fan;
    }

    private int undo(SubjectId fan) {
        return audience.in(() -> audience.ledger().undoGrants(List.of(fan), "Undone"));
    }

    private static ConsentRecord since(SubjectId fan) {
        return granted(fan, LawfulBasis.CONSENT);
    }

    private static ConsentRecord granted(SubjectId fan, LawfulBasis basis) {
        return new ConsentRecord(
                fan,
                Channel.EMAIL,
                ConsentEvent.GRANTED,
                Optional.of(basis),
                "Guest book",
                AUTUMN,
                Optional.empty());
    }

    private static List<String> ledgerOf(SubjectId fan) {
        return Core.shared()
                .behind()
                .sql(
                        "select event || ' ' || source from backline.consent_entry"
                                + " where subject_id = ? order by id")
                .param(fan.value())
                .query(String.class)
                .list();
    }
}
