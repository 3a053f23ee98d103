package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

/** Under each address of a person stands whether they may be written to there. */
class MayBeWrittenToTest {

    private static final ContactPoint OPEN = ContactPoint.mail("open@example.org");
    private static final ContactPoint SHARED = ContactPoint.mail("Shared@example.org");

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final ConsentReading reading = host.bean(ConsentReading.class);
    private final Caller caller = host.newWorkspace();

    @Test
    void anAddressThatSomebodyElseRefusedIsClosedAndTheOtherStaysOpen() {
        host.run(
                caller,
                () -> {
                    PersonProfile two = people.add(CrmHost.person("Two", "Mails", OPEN, SHARED));
                    record(two.id(), ConsentEvent.GRANTED, "open@example.org");
                    PersonProfile other = people.add(CrmHost.person("An", "Other", SHARED));
                    assertThat(under(two, SHARED)).contains(Standing.State.GRANTED);

                    record(other.id(), ConsentEvent.WITHDRAWN, "shared@example.org");
                    assertThat(under(two, SHARED)).contains(Standing.State.WITHDRAWN);
                    assertThat(under(two, OPEN)).contains(Standing.State.GRANTED);
                });
    }

    private Optional<Standing.State> under(PersonProfile person, ContactPoint point) {
        return reading.of(person).under(point).map(Standing::state);
    }

    private void record(SubjectId person, ConsentEvent event, String address) {
        host.inTransaction(
                caller,
                () ->
                        host.bean(ConsentLedger.class)
                                .record(
                                        List.of(
                                                new ConsentRecord(
                                                        person,
                                                        Channel.EMAIL,
                                                        event,
                                                        Optional.of(LawfulBasis.CONSENT)
                                                                .filter(b -> !event.tightens()),
                                                        "Letter",
                                                        Instant.parse("2024-02-03T04:05:06Z"),
                                                        Optional.of(address)))));
    }
}
