package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

/** Under each address of a person stands whether they may be written to there. */
class MayBeWrittenToTest {

    private static final ContactPoint OPEN = ContactPoint.mail("open@example.org");
    private static final ContactPoint SHARED = ContactPoint.mail("Shared@example.org");

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final ConsentService consents = host.bean(ConsentService.class);
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

    @Test
    void anAddressThatBouncedIsOpenedAgainForAReasonAndNothingElseIs() {
        host.run(
                caller,
                () -> {
                    PersonProfile two = people.add(CrmHost.person("Two", "Mails", OPEN, SHARED));
                    record(two.id(), ConsentEvent.GRANTED, "open@example.org");
                    record(two.id(), ConsentEvent.BOUNCED, "shared@example.org");
                    assertThat(under(two, OPEN)).contains(Standing.State.GRANTED);
                    assertThat(under(two, SHARED)).contains(Standing.State.BOUNCED);
                    assertThat(consents.of(two).closesAddressAlone(Channel.EMAIL, SHARED)).isTrue();
                    assertThat(consents.of(two).closesAddressAlone(Channel.EMAIL, OPEN)).isFalse();

                    assertThatThrownBy(() -> consents.open(two.id(), SHARED, " "))
                            .isInstanceOf(RefusedInputException.class);
                    assertThat(consents.open(two.id(), SHARED, "She answered")).isTrue();
                    assertThat(under(two, SHARED)).contains(Standing.State.GRANTED);

                    record(two.id(), ConsentEvent.WITHDRAWN, "shared@example.org");
                    assertThat(consents.open(two.id(), SHARED, "Please")).isFalse();
                    assertThat(under(two, OPEN)).contains(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void anAddressThatSomebodyElseRefusedIsOpenedForThePersonAloneWhoeverLeaves() {
        host.run(
                caller,
                () -> {
                    PersonProfile bo = people.add(CrmHost.person("Bo", "Li", SHARED));
                    record(bo.id(), ConsentEvent.GRANTED, "shared@example.org");
                    PersonProfile ada = people.add(CrmHost.person("Ada", "King", OPEN, SHARED));
                    record(ada.id(), ConsentEvent.OBJECTED, null);
                    assertThat(under(bo, SHARED)).contains(Standing.State.GRANTED);
                    people.delete(ada.id());
                    assertThat(under(bo, SHARED)).contains(Standing.State.OBJECTED);
                    assertThat(consents.of(bo).closesAddressAlone(Channel.EMAIL, SHARED)).isTrue();
                    assertThat(consents.of(bo).canBeOpened(SHARED)).isTrue();
                    assertThat(shown()).containsEntry("Bo Li", "OBJECTED");

                    assertThat(consents.open(bo.id(), SHARED, "He told me so")).isTrue();
                    assertThat(under(bo, SHARED)).contains(Standing.State.GRANTED);
                    assertThat(shown()).containsEntry("Bo Li", "");
                    PersonProfile other = people.add(CrmHost.person("An", "Other", SHARED));
                    assertThat(under(other, SHARED)).contains(Standing.State.OBJECTED);

                    PersonProfile back = people.restore(ada.id());
                    assertThat(under(back, SHARED)).contains(Standing.State.OBJECTED);
                    assertThat(consents.of(back).canBeOpened(SHARED)).isFalse();
                    assertThat(consents.open(back.id(), SHARED, "She too")).isFalse();
                });
    }

    @Test
    void whoBouncedLongAgoIsOpenedUnderOneAddressAndTheOthersStayClosed() {
        host.run(
                caller,
                () -> {
                    PersonProfile two = people.add(CrmHost.person("Two", "Mails", OPEN, SHARED));
                    host.database()
                            .execute(
                                    "insert into backline.consent_state values ('%s', '%s', 'EMAIL', 'BOUNCED', now(), 'List')"
                                            .formatted(
                                                    caller.workspace().value(), two.id().value()));
                    assertThat(under(two, OPEN)).contains(Standing.State.BOUNCED);
                    assertThat(consents.of(two).canBeOpened(SHARED)).isTrue();

                    assertThat(consents.open(two.id(), OPEN, "She answered")).isTrue();
                    assertThat(under(two, OPEN)).isEmpty();
                    assertThat(under(two, SHARED)).contains(Standing.State.BOUNCED);
                });
    }

    @Test
    void anAddressThatThePersonDoesNotHaveIsNotOpenedOnTheirPage() {
        host.run(
                caller,
                () -> {
                    PersonProfile one = people.add(CrmHost.person("One", "Mail", OPEN));
                    PersonProfile other = people.add(CrmHost.person("An", "Other", SHARED));
                    record(other.id(), ConsentEvent.BOUNCED, "shared@example.org");
                    assertThatThrownBy(() -> consents.open(one.id(), SHARED, "Not hers"))
                            .isInstanceOf(RefusedInputException.class)
                            .hasMessageContaining("NOT_THEIRS");
                    assertThat(under(other, SHARED)).contains(Standing.State.BOUNCED);
                });
    }

    @Test
    void whoMayNotChangePeopleOpensNoAddress() {
        host.run(
                caller,
                () -> {
                    PersonProfile one = people.add(CrmHost.person("One", "Mail", SHARED));
                    record(one.id(), ConsentEvent.BOUNCED, "shared@example.org");
                    host.permissions().take(CrmPermissions.EDIT);
                    try {
                        assertThatThrownBy(() -> consents.open(one.id(), SHARED, "Mine"))
                                .isInstanceOf(PermissionDeniedException.class);
                    } finally {
                        host.permissions().giveAll();
                    }
                    assertThat(under(one, SHARED)).contains(Standing.State.BOUNCED);
                });
    }

    @Test
    void theListShowsWhoCannotBeWrittenToAndWhy() {
        host.run(
                caller,
                () -> {
                    SubjectId half = people.add(CrmHost.person("Half", "Open", OPEN, SHARED)).id();
                    record(half, ConsentEvent.BOUNCED, "shared@example.org");
                    people.add(CrmHost.person("All", "Closed", SHARED));
                    SubjectId left = people.add(CrmHost.person("Left", "Us", OPEN)).id();
                    record(left, ConsentEvent.WITHDRAWN, null);
                    people.add(CrmHost.person("No", "Mail"));
                    assertThat(shown())
                            .isEqualTo(
                                    Map.of(
                                            "Half Open", "",
                                            "All Closed", "BOUNCED",
                                            "Left Us", "WITHDRAWN",
                                            "No Mail", ""));
                });
    }

    /** Why each cannot be written to, as the list has it. */
    private Map<String, String> shown() {
        return people
                .page(PartyFilter.ALL, PeopleSort.NAME, Optional.empty(), false, 50)
                .rows()
                .stream()
                .collect(
                        Collectors.toMap(
                                PersonRow::display,
                                row -> row.closed().map(Enum::name).orElse("")));
    }

    private Optional<Standing.State> under(PersonProfile person, ContactPoint point) {
        return consents.of(person).under(point).map(Standing::state);
    }

    private void record(SubjectId person, ConsentEvent event, @Nullable String address) {
        CrmHost.writes(caller, person, event, address);
    }
}
