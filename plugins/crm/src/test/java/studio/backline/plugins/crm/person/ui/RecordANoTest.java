package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.consent.Standing.State;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.RefusedInputException;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.consent.SaidNo;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.ui.PartyCells;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.screens.list.Cell;
import studio.backline.testkit.flat.FlatHost;

/** What somebody says against being written to is recorded on their page, and shown there. */
class RecordANoTest {

    private static final String ACT = "Record a no";
    private static final ContactPoint SHARED = ContactPoint.mail("shared@example.org");
    private static final SaidNo TOLD =
            new SaidNo(
                    ConsentEvent.WITHDRAWN,
                    Instant.parse("2024-05-03T12:00:00Z"),
                    "Told me on the phone");

    @RegisterExtension private final PersonWindow window = new PersonWindow();

    private final FlatHost host = window.host();
    private final PersonService people = window.people();
    private final OrganisationService organisations = host.bean(OrganisationService.class);
    private final ConsentService consents = host.bean(ConsentService.class);

    @Test
    void aNoIsShownForEachWayWithItsDateAndWhereItIsKnownFrom() {
        window.run(
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li")).id();
                    assertThat(window.texts(bo)).doesNotContain("Text messages", "Post");
                    consents.refuse(bo, Set.of(Channel.SMS, Channel.POST), TOLD);

                    assertThat(window.texts(bo))
                            .contains("Text messages", "Post", "Told me on the phone")
                            .doesNotContain("Mail", "Calls")
                            .filteredOn(text -> text.equals("Withdrawn 3 May 2024"))
                            .hasSize(2);
                });
    }

    @Test
    void itClosesThePersonUnderEveryAddressAndNobodyElse() {
        window.run(
                () -> {
                    ContactPoint own = ContactPoint.mail("bo@example.org");
                    PersonProfile bo = people.add(CrmHost.person("Bo", "Li", own, SHARED));
                    PersonProfile ada = people.add(CrmHost.person("Ada", "King", SHARED));
                    CrmHost.writes(
                            window.caller(), bo.id(), ConsentEvent.GRANTED, "bo@example.org");
                    consents.refuse(bo.id(), Set.of(Channel.EMAIL), TOLD);

                    assertThat(under(bo, own)).contains(State.WITHDRAWN);
                    assertThat(under(bo, SHARED)).contains(State.WITHDRAWN);
                    assertThat(under(ada, SHARED)).isEmpty();
                    CrmHost.writes(
                            window.caller(), bo.id(), ConsentEvent.GRANTED, "bo@example.org");
                    assertThat(under(bo, own)).contains(State.WITHDRAWN);
                });
    }

    @Test
    void itStaysWithTheAddressesOfWhoeverLeaves() {
        window.run(
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    consents.refuse(bo, Set.of(Channel.EMAIL), TOLD);
                    people.delete(bo);
                    PersonProfile next = people.add(CrmHost.person("Bo", "Lee", SHARED));
                    assertThat(under(next, SHARED)).contains(State.WITHDRAWN);
                });
    }

    @Test
    void aNumberThatWhoeverLeftWantedNeitherCallsNorTextsOnIsClosedForWhoeverHasItToo() {
        window.run(
                () -> {
                    ContactPoint phone = new ContactPoint(ContactKind.PHONE, "", "+49 341 5550101");
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", phone, SHARED)).id();
                    consents.refuse(bo, Set.of(Channel.PHONE, Channel.SMS), TOLD);
                    assertThat(window.texts(bo))
                            .contains("Calls and texts: Withdrawn 3 May 2024")
                            .containsOnlyOnce("Told me on the phone. Closes every number.");
                    people.delete(bo);
                    PersonProfile next = people.add(CrmHost.person("Bo", "Lee", phone));

                    assertThat(under(next, phone)).contains(State.WITHDRAWN);
                    assertThat(window.texts(next.id()))
                            .contains("Calls and texts: Withdrawn 3 May 2024")
                            .filteredOn(text -> text.startsWith("Told me on the phone. Said by"))
                            .hasSize(1);
                    assertThat(refused(next.id()))
                            .containsExactlyInAnyOrder(Channel.PHONE, Channel.SMS);
                    SubjectId other = people.add(CrmHost.person("Ada", "King", SHARED)).id();
                    consents.refuse(other, Set.of(Channel.POST), TOLD);
                    assertThat(refused(other)).containsExactly(Channel.POST);
                });
    }

    @Test
    void anObjectionSaysMoreThanAWithdrawalAndEndsTheAsking() {
        window.run(
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    consents.refuse(bo, Set.of(Channel.values()), TOLD);
                    assertThat(window.buttons(bo)).contains(ACT);
                    consents.refuse(
                            bo,
                            Set.of(Channel.values()),
                            new SaidNo(ConsentEvent.OBJECTED, Instant.now(), "Letter"));
                    assertThat(window.buttons(bo)).doesNotContain(ACT);
                    assertThat(window.texts(bo)).contains("Objected today");
                });
    }

    @Test
    void whoMayNotChangePeopleRecordsNothing() {
        window.run(
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    OrganisationId hall = hall();
                    host.permissions().take(CrmPermissions.EDIT);
                    assertThat(window.buttons(bo)).doesNotContain(ACT);
                    assertThatThrownBy(() -> consents.refuse(bo, Set.of(Channel.EMAIL), TOLD))
                            .isInstanceOf(PermissionDeniedException.class);
                    assertThatThrownBy(() -> consents.refuse(hall, Set.of(SHARED), TOLD))
                            .isInstanceOf(PermissionDeniedException.class);
                });
    }

    @Test
    void whoeverWasDeletedMeanwhileIsToldSoAndNothingElseIsANo() {
        window.run(
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    people.delete(bo);
                    assertThatThrownBy(() -> consents.refuse(bo, Set.of(Channel.EMAIL), TOLD))
                            .isInstanceOf(PartyGoneException.class);
                    assertThatThrownBy(() -> new SaidNo(ConsentEvent.WITHDRAWN, Instant.now(), " "))
                            .isInstanceOf(RefusedInputException.class);
                    assertThatThrownBy(() -> new SaidNo(ConsentEvent.GRANTED, Instant.now(), "Yes"))
                            .isInstanceOf(IllegalArgumentException.class);
                });
    }

    @Test
    void theAddressOfAnOrganisationIsClosedForEverybodyWhoHasIt() {
        window.run(
                () -> {
                    OrganisationId hall = hall();
                    PersonProfile ada = people.add(CrmHost.person("Ada", "King", SHARED));
                    consents.refuse(hall, Set.of(SHARED), TOLD);
                    assertThat(consents.of(List.of(SHARED)).under(SHARED))
                            .map(Standing::source)
                            .contains("Told me on the phone");
                    assertThat(under(ada, SHARED)).contains(State.WITHDRAWN);
                    assertThat(consents.of(ada).closesAddressAlone(Channel.EMAIL, SHARED)).isTrue();
                });
    }

    private OrganisationId hall() {
        return organisations
                .add(new OrganisationDetails("Hall", "", "", Set.of(), List.of(SHARED), Set.of()))
                .id();
    }

    private Optional<State> under(PersonProfile person, ContactPoint point) {
        return consents.of(person).under(point).map(Standing::state);
    }

    @Test
    void theListTellsByWhichWaysTheyAreNotToBeReached() {
        assertThat(closed(Optional.empty())).isEmpty();
        assertThat(closed(Optional.of(State.BOUNCED))).isEqualTo("No mail: bounced");
        assertThat(closed(Optional.empty(), Channel.POST, Channel.PHONE))
                .isEqualTo("No calls, post");
        assertThat(closed(Optional.of(State.OBJECTED), Channel.SMS)).isEqualTo("No mail, texts");
    }

    @Test
    void onAPhoneTheListTellsItInAWordOrTwo() {
        assertThat(brief(Optional.empty())).isEmpty();
        assertThat(brief(Optional.of(State.WITHDRAWN))).isEqualTo("No mail");
        assertThat(brief(Optional.of(State.BOUNCED))).isEqualTo("Bounced");
        assertThat(brief(Optional.empty(), Channel.SMS)).isEqualTo("No texts");
        assertThat(brief(Optional.empty(), Channel.POST, Channel.PHONE)).isEqualTo("No calls +1");
        assertThat(brief(Optional.of(State.BOUNCED), Channel.SMS, Channel.PHONE, Channel.POST))
                .isEqualTo("No mail +3");
    }

    private String closed(Optional<State> mail, Channel... refused) {
        return mark(mail, refused).map(Cell.Mark::text).orElse("");
    }

    private String brief(Optional<State> mail, Channel... refused) {
        return mark(mail, refused).map(Cell.Mark::brief).orElse("");
    }

    private Optional<Cell.Mark> mark(Optional<State> mail, Channel... refused) {
        Cell cell = PartyCells.closed(window.words(), mail, Set.of(refused));
        return cell instanceof Cell.Mark mark ? Optional.of(mark) : Optional.empty();
    }

    private Set<Channel> refused(SubjectId person) {
        return people
                .page(PartyFilter.ALL, PeopleSort.NAME, Optional.empty(), false, 50)
                .rows()
                .stream()
                .filter(row -> row.id().equals(person))
                .findFirst()
                .orElseThrow()
                .refused();
    }
}
