package studio.backline.plugins.crm.person.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.consent.Standing.State;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.text.Texts;
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
import studio.backline.plugins.crm.ui.CrmWords;
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

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final OrganisationService organisations = host.bean(OrganisationService.class);
    private final ConsentService consents = host.bean(ConsentService.class);
    private final Caller caller = host.newWorkspace();
    private final UI window = new UI();

    @BeforeEach
    void openAWindow() {
        UI.setCurrent(window);
    }

    @AfterEach
    void closeIt() {
        UI.setCurrent(null);
    }

    @Test
    void aNoIsShownForEachWayWithItsDateAndWhereItIsKnownFrom() {
        host.run(
                caller,
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li")).id();
                    assertThat(texts(bo)).doesNotContain("Text messages", "Post");
                    consents.refuse(bo, Set.of(Channel.SMS, Channel.POST), TOLD);

                    assertThat(texts(bo))
                            .contains("Text messages", "Post", "Told me on the phone")
                            .doesNotContain("Mail", "Calls")
                            .filteredOn(text -> text.equals("Withdrawn 3 May 2024"))
                            .hasSize(2);
                });
    }

    @Test
    void itClosesThePersonUnderEveryAddressAndNobodyElse() {
        host.run(
                caller,
                () -> {
                    ContactPoint own = ContactPoint.mail("bo@example.org");
                    PersonProfile bo = people.add(CrmHost.person("Bo", "Li", own, SHARED));
                    PersonProfile ada = people.add(CrmHost.person("Ada", "King", SHARED));
                    CrmHost.writes(caller, bo.id(), ConsentEvent.GRANTED, "bo@example.org");
                    consents.refuse(bo.id(), Set.of(Channel.EMAIL), TOLD);

                    assertThat(under(bo, own)).contains(State.WITHDRAWN);
                    assertThat(under(bo, SHARED)).contains(State.WITHDRAWN);
                    assertThat(under(ada, SHARED)).isEmpty();
                    CrmHost.writes(caller, bo.id(), ConsentEvent.GRANTED, "bo@example.org");
                    assertThat(under(bo, own)).contains(State.WITHDRAWN);
                });
    }

    @Test
    void itStaysWithTheAddressesOfWhoeverLeaves() {
        host.run(
                caller,
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
        host.run(
                caller,
                () -> {
                    ContactPoint phone = new ContactPoint(ContactKind.PHONE, "", "+49 341 5550101");
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", phone, SHARED)).id();
                    consents.refuse(bo, Set.of(Channel.PHONE, Channel.SMS), TOLD);
                    assertThat(texts(bo))
                            .contains("Calls and texts: Withdrawn 3 May 2024")
                            .containsOnlyOnce("Told me on the phone. Closes every number.");
                    people.delete(bo);
                    PersonProfile next = people.add(CrmHost.person("Bo", "Lee", phone));

                    assertThat(under(next, phone)).contains(State.WITHDRAWN);
                    assertThat(texts(next.id()))
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
        host.run(
                caller,
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    consents.refuse(bo, Set.of(Channel.values()), TOLD);
                    assertThat(buttons(bo)).contains(ACT);
                    consents.refuse(
                            bo,
                            Set.of(Channel.values()),
                            new SaidNo(ConsentEvent.OBJECTED, Instant.now(), "Letter"));
                    assertThat(buttons(bo)).doesNotContain(ACT);
                    assertThat(texts(bo)).contains("Objected today");
                });
    }

    @Test
    void whoMayNotChangePeopleRecordsNothing() {
        host.run(
                caller,
                () -> {
                    SubjectId bo = people.add(CrmHost.person("Bo", "Li", SHARED)).id();
                    OrganisationId hall = hall();
                    host.permissions().take(CrmPermissions.EDIT);
                    try {
                        assertThat(buttons(bo)).doesNotContain(ACT);
                        assertThatThrownBy(() -> consents.refuse(bo, Set.of(Channel.EMAIL), TOLD))
                                .isInstanceOf(PermissionDeniedException.class);
                        assertThatThrownBy(() -> consents.refuse(hall, Set.of(SHARED), TOLD))
                                .isInstanceOf(PermissionDeniedException.class);
                    } finally {
                        host.permissions().giveAll();
                    }
                });
    }

    @Test
    void whoeverWasDeletedMeanwhileIsToldSoAndNothingElseIsANo() {
        host.run(
                caller,
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
        host.run(
                caller,
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
        Cell cell = PartyCells.closed(new CrmWords(host.bean(Texts.class)), mail, Set.of(refused));
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

    private List<String> texts(SubjectId person) {
        return all(page(person), Span.class).stream().map(Span::getText).toList();
    }

    private List<String> buttons(SubjectId person) {
        return all(page(person), Button.class).stream()
                .filter(Component::isVisible)
                .map(Button::getText)
                .toList();
    }

    private PersonView page(SubjectId id) {
        PersonView view = host.create(PersonView.class);
        view.show(id);
        return view;
    }

    private static <T> List<T> all(Component page, Class<T> type) {
        return within(page).filter(type::isInstance).map(type::cast).toList();
    }

    private static Stream<Component> within(Component component) {
        return Stream.concat(
                Stream.of(component), component.getChildren().flatMap(child -> within(child)));
    }
}
