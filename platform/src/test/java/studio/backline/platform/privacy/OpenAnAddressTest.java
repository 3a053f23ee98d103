package studio.backline.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.backline.platform.privacy.Audience.AUTUMN;
import static studio.backline.platform.privacy.Audience.SPRING;
import static studio.backline.platform.privacy.Audience.entry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import studio.backline.platform.database.server.CoreSchema;

/** An address that does not work, or that somebody refused, and is opened again. */
class OpenAnAddressTest {

    private static final PluginHome PLUGIN = PluginHome.of(Core.shared(), "bouncing");

    private final Audience audience = Audience.of(PLUGIN);

    @Test
    void aBounceClosesItsAddressAndLeavesThePersonAsTheyStand() {
        SubjectId fan = audience.fan();
        audience.record(entry(fan, ConsentEvent.GRANTED, SPRING, "open@example.org"));
        audience.record(entry(fan, ConsentEvent.BOUNCED, AUTUMN, "dead@example.org"));

        assertThat(audience.state(fan)).isEqualTo(Standing.State.GRANTED);
        assertThat(suppressed("dead@example.org")).contains(Standing.State.BOUNCED);
        assertThat(suppressed("open@example.org")).isEmpty();

        SubjectId second = audience.fan();
        assertThat(audience.record(entry(second, ConsentEvent.GRANTED, AUTUMN, "dead@example.org")))
                .isOne();
        assertThat(audience.state(second)).isEqualTo(Standing.State.GRANTED);
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
        SubjectId fan = audience.fan();
        audience.record(entry(fan, ConsentEvent.BOUNCED, SPRING, "dead@example.org"));

        assertThatThrownBy(() -> audience.open(fan, "dead@example.org", " "))
                .hasMessageContaining("reason");
        assertThat(audience.open(fan, "dead@example.org", "It works again")).isTrue();
        assertThat(suppressed("dead@example.org")).isEmpty();
        assertThat(audience.open(fan, "dead@example.org", "Twice")).isFalse();
        assertThat(ledgerOf(fan))
                .containsExactly("BOUNCED Import of fans.csv", "LIFTED It works again");

        audience.record(entry(fan, ConsentEvent.BOUNCED, AUTUMN, "dead@example.org"));
        assertThat(suppressed("dead@example.org")).contains(Standing.State.BOUNCED);
    }

    @Test
    void nothingThatAnybodySaidIsLiftedAsABounce() {
        for (ConsentEvent no :
                List.of(ConsentEvent.WITHDRAWN, ConsentEvent.COMPLAINED, ConsentEvent.OBJECTED)) {
            String address = no.name().toLowerCase(Locale.ROOT) + "@example.org";
            SubjectId fan = audience.fan();
            audience.record(entry(fan, ConsentEvent.BOUNCED, SPRING, address));
            audience.record(entry(fan, no, SPRING, address));

            assertThat(audience.open(fan, address, "Please")).as(address).isFalse();
            assertThat(suppressed(address)).contains(Standing.State.valueOf(no.name()));
            assertThat(audience.state(fan)).isEqualTo(Standing.State.valueOf(no.name()));
            assertThat(ledgerOf(fan)).noneMatch(entry -> entry.startsWith("LIFTED"));
        }
    }

    @Test
    void aBounceIsNotLiftedFromAnotherWorkspace() {
        SubjectId fan = audience.fan();
        audience.record(entry(fan, ConsentEvent.BOUNCED, SPRING, "dead@example.org"));
        Audience other = Audience.of(PLUGIN);

        assertThatThrownBy(() -> other.open(fan, "dead@example.org", "Mine"))
                .hasMessageContaining("not registered");
        assertThat(other.open(other.fan(), "dead@example.org", "Mine")).isFalse();
        assertThat(suppressed("dead@example.org")).contains(Standing.State.BOUNCED);
    }

    @Test
    void anAddressThatSomebodyElseRefusedIsOpenedForOneAlone() {
        SubjectId ada = audience.fan();
        SubjectId bo = audience.fan();
        audience.record(entry(bo, ConsentEvent.GRANTED, SPRING, "shared@example.org"));
        audience.record(entry(ada, ConsentEvent.OBJECTED, SPRING, "shared@example.org"));
        assertThat(closed(bo, "shared@example.org")).contains(Standing.State.OBJECTED);

        assertThat(audience.open(ada, "shared@example.org", "Mine")).isFalse();
        assertThat(audience.open(bo, "shared@example.org", "He told me so")).isTrue();
        assertThat(audience.open(bo, "shared@example.org", "Twice")).isFalse();
        assertThat(closed(bo, "shared@example.org")).isEmpty();
        assertThat(closed(ada, "shared@example.org")).contains(Standing.State.OBJECTED);
        assertThat(suppressed("shared@example.org")).contains(Standing.State.OBJECTED);
        assertThat(ledgerOf(bo)).containsExactly("LIFTED He told me so");

        assertThat(audience.record(entry(bo, ConsentEvent.GRANTED, AUTUMN, "shared@example.org")))
                .isOne();
        assertThat(audience.state(bo)).isEqualTo(Standing.State.GRANTED);
        SubjectId third = audience.fan();
        assertThat(
                        audience.record(
                                entry(third, ConsentEvent.GRANTED, AUTUMN, "shared@example.org")))
                .isZero();
        assertThat(audience.state(third)).isEqualTo(Standing.State.OBJECTED);
    }

    @Test
    void whateverTightensAnAddressClosesItAgainForWhomItWasOpened() {
        for (ConsentEvent event : List.of(ConsentEvent.BOUNCED, ConsentEvent.WITHDRAWN)) {
            String address = event.name().toLowerCase(Locale.ROOT) + "@again.example.org";
            SubjectId ada = audience.fan();
            SubjectId bo = audience.fan();
            audience.record(entry(ada, ConsentEvent.WITHDRAWN, SPRING, address));
            assertThat(audience.open(bo, address, "He told me so")).isTrue();

            audience.record(entry(ada, event, AUTUMN, address));
            assertThat(closed(bo, address)).as(address).contains(Standing.State.WITHDRAWN);
        }
    }

    @Test
    void whatWasOpenedForSomebodyGoesWithThem() {
        SubjectId bo = audience.fan();
        audience.record(
                entry(audience.fan(), ConsentEvent.WITHDRAWN, SPRING, "shared@example.org"));
        audience.open(bo, "shared@example.org", "He told me so");
        audience.takeBack(bo);
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
        SubjectId granted = audience.fan();
        SubjectId never = audience.fan();
        SubjectId objected = audience.fan();
        SubjectId lifted = audience.fan();
        audience.record(entry(granted, ConsentEvent.GRANTED, SPRING, "open@example.org"));
        audience.record(entry(objected, ConsentEvent.OBJECTED, SPRING, "no@example.org"));
        audience.record(entry(lifted, ConsentEvent.BOUNCED, SPRING, "lifted@example.org"));
        audience.open(lifted, "lifted@example.org", "She answered");
        List.of(granted, never, objected, lifted).forEach(this::bouncedLongAgo);

        Core.shared().behind().sql(step("054", "insert into backline.consent_state")).update();

        for (SubjectId fan : List.of(granted, never)) {
            assertThat(audience.record(entry(fan, ConsentEvent.GRANTED, AUTUMN, "new@example.org")))
                    .isZero();
            assertThat(audience.state(fan)).isEqualTo(Standing.State.BOUNCED);
            assertThat(audience.open(fan, "open@example.org", "She answered")).isTrue();
        }
        assertThat(audience.state(granted)).isEqualTo(Standing.State.GRANTED);
        assertThat(audience.standing(never)).isEmpty();
        assertThat(audience.state(objected)).isEqualTo(Standing.State.OBJECTED);
        assertThat(audience.standing(lifted)).isEmpty();
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
                .params(audience.caller().workspace().value(), fan.value())
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

    private Optional<Standing.State> closed(SubjectId fan, String address) {
        return Optional.ofNullable(
                        audience.in(
                                () ->
                                        audience.ledger()
                                                .closedTo(fan, Channel.EMAIL, List.of(address))
                                                .get(address)))
                .map(Standing::state);
    }

    private Optional<Standing.State> suppressed(String address) {
        return Optional.ofNullable(audience.suppressed(address).get(address)).map(Standing::state);
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
}
