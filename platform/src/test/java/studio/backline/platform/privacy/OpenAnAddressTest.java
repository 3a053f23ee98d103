package studio.backline.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import studio.backline.platform.database.server.CoreSchema;

/** An address that does not work, or that somebody refused, and is opened again. */
class OpenAnAddressTest {

    private static final Instant SPRING = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant AUTUMN = Instant.parse("2026-10-01T10:00:00Z");
    private static final PluginHome PLUGIN = PluginHome.of(Core.shared(), "bouncing");

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
    void aBounceClosesItsAddressAndLeavesThePersonAsTheyStand() {
        SubjectId fan = fan();
        record(entry(fan, ConsentEvent.GRANTED, SPRING, "open@example.org"));
        record(entry(fan, ConsentEvent.BOUNCED, AUTUMN, "dead@example.org"));

        assertThat(state(fan)).isEqualTo(Standing.State.GRANTED);
        assertThat(suppressed("dead@example.org")).contains(Standing.State.BOUNCED);
        assertThat(suppressed("open@example.org")).isEmpty();

        SubjectId second = fan();
        assertThat(record(entry(second, ConsentEvent.GRANTED, AUTUMN, "dead@example.org"))).isOne();
        assertThat(state(second)).isEqualTo(Standing.State.GRANTED);
        assertThat(suppressed("dead@example.org")).contains(Standing.State.BOUNCED);
    }

    @Test
    void aBounceOfNoAddressIsRefused() {
        assertThatThrownBy(
                        () ->
                                new ConsentRecord(
                                        SubjectId.next(),
                                        Channel.EMAIL,
                                        ConsentEvent.BOUNCED,
                                        Optional.empty(),
                                        "Letter",
                                        SPRING,
                                        Optional.empty()))
                .hasMessageContaining("address");
    }

    @Test
    void aBounceIsLiftedForAReasonThatTheLedgerKeeps() {
        SubjectId fan = fan();
        record(entry(fan, ConsentEvent.BOUNCED, SPRING, "dead@example.org"));

        assertThatThrownBy(() -> lift(fan, "dead@example.org", " ")).hasMessageContaining("reason");
        assertThat(lift(fan, "dead@example.org", "It works again")).isTrue();
        assertThat(suppressed("dead@example.org")).isEmpty();
        assertThat(lift(fan, "dead@example.org", "Twice")).isFalse();
        assertThat(ledgerOf(fan))
                .containsExactly("BOUNCED Import of fans.csv", "LIFTED It works again");

        record(entry(fan, ConsentEvent.BOUNCED, AUTUMN, "dead@example.org"));
        assertThat(suppressed("dead@example.org")).contains(Standing.State.BOUNCED);
    }

    @Test
    void nothingThatAnybodySaidIsLiftedAsABounce() {
        for (ConsentEvent no :
                List.of(ConsentEvent.WITHDRAWN, ConsentEvent.COMPLAINED, ConsentEvent.OBJECTED)) {
            String address = no.name().toLowerCase(Locale.ROOT) + "@example.org";
            SubjectId fan = fan();
            record(entry(fan, ConsentEvent.BOUNCED, SPRING, address));
            record(entry(fan, no, SPRING, address));

            assertThat(lift(fan, address, "Please")).as(address).isFalse();
            assertThat(suppressed(address)).contains(Standing.State.valueOf(no.name()));
            assertThat(state(fan)).isEqualTo(Standing.State.valueOf(no.name()));
            assertThat(ledgerOf(fan)).noneMatch(entry -> entry.startsWith("LIFTED"));
        }
    }

    @Test
    void aBounceIsNotLiftedFromAnotherWorkspace() {
        SubjectId fan = fan();
        record(entry(fan, ConsentEvent.BOUNCED, SPRING, "dead@example.org"));
        Caller here = caller;
        caller = PLUGIN.newWorkspace();

        assertThatThrownBy(() -> lift(fan, "dead@example.org", "Mine"))
                .hasMessageContaining("not registered");
        assertThat(lift(fan(), "dead@example.org", "Mine")).isFalse();
        caller = here;
        assertThat(suppressed("dead@example.org")).contains(Standing.State.BOUNCED);
    }

    @Test
    void anAddressThatSomebodyElseRefusedIsOpenedForOneAlone() {
        SubjectId ada = fan();
        SubjectId bo = fan();
        record(entry(bo, ConsentEvent.GRANTED, SPRING, "shared@example.org"));
        record(entry(ada, ConsentEvent.OBJECTED, SPRING, "shared@example.org"));
        assertThat(closed(bo, "shared@example.org")).contains(Standing.State.OBJECTED);

        assertThat(lift(ada, "shared@example.org", "Mine")).isFalse();
        assertThat(lift(bo, "shared@example.org", "He told me so")).isTrue();
        assertThat(lift(bo, "shared@example.org", "Twice")).isFalse();
        assertThat(closed(bo, "shared@example.org")).isEmpty();
        assertThat(closed(ada, "shared@example.org")).contains(Standing.State.OBJECTED);
        assertThat(suppressed("shared@example.org")).contains(Standing.State.OBJECTED);
        assertThat(ledgerOf(bo)).containsExactly("LIFTED He told me so");

        assertThat(record(entry(bo, ConsentEvent.GRANTED, AUTUMN, "shared@example.org"))).isOne();
        assertThat(state(bo)).isEqualTo(Standing.State.GRANTED);
        SubjectId third = fan();
        assertThat(record(entry(third, ConsentEvent.GRANTED, AUTUMN, "shared@example.org")))
                .isZero();
        assertThat(state(third)).isEqualTo(Standing.State.OBJECTED);
    }

    @Test
    void whateverTightensAnAddressClosesItAgainForWhomItWasOpened() {
        for (ConsentEvent event : List.of(ConsentEvent.BOUNCED, ConsentEvent.WITHDRAWN)) {
            String address = event.name().toLowerCase(Locale.ROOT) + "@again.example.org";
            SubjectId ada = fan();
            SubjectId bo = fan();
            record(entry(ada, ConsentEvent.WITHDRAWN, SPRING, address));
            assertThat(lift(bo, address, "He told me so")).isTrue();

            record(entry(ada, event, AUTUMN, address));
            assertThat(closed(bo, address)).as(address).contains(Standing.State.WITHDRAWN);
        }
    }

    @Test
    void whatWasOpenedForSomebodyGoesWithThem() {
        SubjectId bo = fan();
        record(entry(fan(), ConsentEvent.WITHDRAWN, SPRING, "shared@example.org"));
        lift(bo, "shared@example.org", "He told me so");
        PLUGIN.in(
                caller,
                () -> {
                    subjects.withdraw(List.of(bo));
                    return bo;
                });
        assertThat(
                        Core.shared()
                                .behind()
                                .sql(
                                        "select count(*) from backline.opened_address where subject_id = ?")
                                .param(bo.value())
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void whoBouncedBeforeAddressesWereNotedStaysClosedUntilOneIsOpened() {
        SubjectId granted = fan();
        SubjectId never = fan();
        SubjectId objected = fan();
        SubjectId lifted = fan();
        record(entry(granted, ConsentEvent.GRANTED, SPRING, "open@example.org"));
        record(entry(objected, ConsentEvent.OBJECTED, SPRING, "no@example.org"));
        record(entry(lifted, ConsentEvent.BOUNCED, SPRING, "lifted@example.org"));
        lift(lifted, "lifted@example.org", "She answered");
        List.of(granted, never, objected, lifted).forEach(this::bouncedLongAgo);

        Core.shared().behind().sql(step("054", "insert into backline.consent_state")).update();

        for (SubjectId fan : List.of(granted, never)) {
            assertThat(record(entry(fan, ConsentEvent.GRANTED, AUTUMN, "new@example.org")))
                    .isZero();
            assertThat(state(fan)).isEqualTo(Standing.State.BOUNCED);
            assertThat(lift(fan, "open@example.org", "She answered")).isTrue();
        }
        assertThat(state(granted)).isEqualTo(Standing.State.GRANTED);
        assertThat(standing(never)).isEmpty();
        assertThat(state(objected)).isEqualTo(Standing.State.OBJECTED);
        assertThat(standing(lifted)).isEmpty();
    }

    private void bouncedLongAgo(SubjectId fan) {
        Core.shared()
                .behind()
                .sql(
                        """
                        insert into backline.consent_entry
                            (workspace_id, subject_id, channel, event, source, occurred_at)
                        values (?, ?, 'EMAIL', 'BOUNCED', 'Import of fans.csv', now())
                        """)
                .params(caller.workspace().value(), fan.value())
                .update();
    }

    /** The statement of a step that begins so. */
    private static String step(String version, String beginning) {
        String sql =
                CoreSchema.read().migrations().stream()
                        .filter(step -> step.version().equals(version))
                        .findFirst()
                        .orElseThrow()
                        .sql();
        int at = sql.indexOf(beginning);
        return sql.substring(at, sql.indexOf(';', at));
    }

    private Map<Channel, Standing> standing(SubjectId fan) {
        return PLUGIN.in(caller, () -> ledger.standing(fan));
    }

    private Optional<Standing.State> closed(SubjectId fan, String address) {
        return PLUGIN.in(
                caller,
                () ->
                        Optional.ofNullable(
                                        ledger.closedTo(fan, Channel.EMAIL, List.of(address))
                                                .get(address))
                                .map(Standing::state));
    }

    private boolean lift(SubjectId fan, String address, String reason) {
        return PLUGIN.in(caller, () -> ledger.open(fan, Channel.EMAIL, address, reason));
    }

    private Optional<Standing.State> suppressed(String address) {
        return PLUGIN.in(
                caller,
                () ->
                        Optional.ofNullable(
                                        ledger.suppressions(Channel.EMAIL, List.of(address))
                                                .get(address))
                                .map(Standing::state));
    }

    private static List<String> ledgerOf(SubjectId fan) {
        return Core.shared()
                .behind()
                .sql(
                        "select event || ' ' || source from backline.consent_entry"
                                + " where subject_id = ? and address_hash is not null order by id")
                .param(fan.value())
                .query(String.class)
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

    private Standing.State state(SubjectId fan) {
        return standing(fan).get(Channel.EMAIL).state();
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
