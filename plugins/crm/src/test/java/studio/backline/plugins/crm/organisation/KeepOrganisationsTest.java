package studio.backline.plugins.crm.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.testkit.flat.FlatHost;

class KeepOrganisationsTest {

    private static final OrganisationDetails HALL =
            new OrganisationDetails(
                    "Łódź Hall",
                    "Łódź",
                    "Polska",
                    Set.of(PartyRole.VENUE, PartyRole.PROMOTER),
                    List.of(
                            new ContactPoint(ContactKind.MAIL, "booking", "Booking@hall.example"),
                            ContactPoint.mail("press@hall.example"),
                            new ContactPoint(ContactKind.PHONE, "stage door", "+48 42 123 45 67"),
                            new ContactPoint(ContactKind.HANDLE, "instagram", "@lodzhall"),
                            new ContactPoint(ContactKind.WEB, "", "https://hall.example")),
                    Set.of("jazz", "🎷"));

    private final FlatHost host = CrmHost.host();
    private final OrganisationService organisations = host.bean(OrganisationService.class);
    private final PersonService people = host.bean(PersonService.class);
    private final NoteService notes = host.bean(NoteService.class);
    private final Caller caller = host.newWorkspace();

    @Test
    void anOrganisationComesBackWithEverythingThatWasSaved() {
        host.run(
                caller,
                () -> {
                    Organisation added = organisations.add(HALL);
                    assertThat(added.details()).isEqualTo(HALL);
                    assertThat(organisations.find(added.id())).contains(added);

                    OrganisationDetails less = OrganisationDetails.of("łódź hall");
                    organisations.change(added.id(), added.version(), less);
                    assertThat(organisations.find(added.id()).orElseThrow().details())
                            .isEqualTo(less);
                    assertThatThrownBy(() -> organisations.add(HALL))
                            .isInstanceOf(OrganisationExistsException.class);
                });
    }

    @Test
    void whoSavesSecondIsShownWhatTheFirstOneSaved() {
        host.run(
                caller,
                () -> {
                    Organisation added = organisations.add(HALL);
                    Organisation first =
                            organisations.change(
                                    added.id(), added.version(), OrganisationDetails.of("Hall"));
                    StaleOrganisationException stale =
                            catchThrowableOfType(
                                    StaleOrganisationException.class,
                                    () -> organisations.change(added.id(), added.version(), HALL));
                    assertThat(stale.current()).isEqualTo(first);
                    organisations.delete(added.id());
                    assertThatThrownBy(
                                    () -> organisations.change(added.id(), first.version(), HALL))
                            .isInstanceOf(PartyGoneException.class);
                    assertThat(organisations.delete(added.id())).isFalse();
                });
    }

    @Test
    void aDeletionIsTakenBackWithNotesTagsAndThoseWhoAreThere() {
        host.run(
                caller,
                () -> {
                    OrganisationId hall = organisations.add(HALL).id();
                    notes.add(hall.party(), "Pays late");
                    SubjectId ida = people.add(at("Ida", "director")).id();
                    SubjectId gone = people.add(at("Gone", "porter")).id();
                    assertThat(organisations.affiliates(hall, Optional.empty(), 1).more()).isTrue();

                    organisations.delete(hall);
                    people.delete(gone);
                    assertThat(organisations.find(hall)).isEmpty();
                    assertThat(found("hall")).isEmpty();
                    assertThat(people.find(ida).orElseThrow().details().affiliations()).isEmpty();

                    assertThat(organisations.restore(hall).details()).isEqualTo(HALL);
                    assertThat(notes.of(hall.party()))
                            .extracting(Note::text)
                            .containsExactly("Pays late");
                    assertThat(organisations.affiliates(hall, Optional.empty(), 5).rows())
                            .extracting(Affiliate::display, Affiliate::position)
                            .containsExactly(tuple("Ida Back", "director"));
                    assertThatThrownBy(() -> organisations.restore(hall))
                            .isInstanceOf(PartyGoneException.class);
                });
    }

    @Test
    void aDeletionIsNotTakenBackWhereTheNameIsTakenOrTheTimeIsOver() {
        host.run(
                caller,
                () -> {
                    OrganisationId hall = organisations.add(HALL).id();
                    organisations.delete(hall);
                    Organisation other = organisations.add(OrganisationDetails.of("Łódź Hall"));
                    assertThatThrownBy(() -> organisations.restore(hall))
                            .isInstanceOfSatisfying(
                                    OrganisationExistsException.class,
                                    taken -> assertThat(taken.name()).isEqualTo("Łódź Hall"));
                    organisations.delete(other.id());
                    assertThat(organisations.restore(hall).details()).isEqualTo(HALL);

                    organisations.delete(hall);
                    host.database()
                            .execute(
                                    "update p_crm.deleted_organisation set deleted_at = now() - interval '31 days' where id = '%s'"
                                            .formatted(hall));
                    assertThatThrownBy(() -> organisations.restore(hall))
                            .isInstanceOf(PartyGoneException.class);
                });
    }

    @Test
    void aNoteOnAnOrganisationIsKeptChangedAndDeleted() {
        host.run(
                caller,
                () -> {
                    Organisation hall = organisations.add(HALL);
                    Note note = notes.add(hall.id().party(), "First");
                    notes.change(note.id(), note.version(), "Second");
                    assertThat(notes.of(hall.id().party()))
                            .extracting(Note::text)
                            .containsExactly("Second");
                    assertThat(organisations.find(hall.id()).orElseThrow().version())
                            .isEqualTo(hall.version());
                    notes.delete(note.id());
                    assertThat(notes.of(hall.id().party())).isEmpty();
                    organisations.delete(hall.id());
                    assertThatThrownBy(() -> notes.add(hall.id().party(), "Late"))
                            .isInstanceOf(PartyGoneException.class);
                });
    }

    @Test
    void anAddressThatIsClosedShowsSo() {
        host.run(
                caller,
                () -> {
                    organisations.add(HALL);
                    bounced("booking@hall.example");
                    assertThat(row("hall").closed()).isEmpty();
                    assertThat(
                                    host.bean(ConsentService.class)
                                            .of(HALL.contacts())
                                            .under(HALL.contacts().getFirst())
                                            .map(Standing::state))
                            .contains(Standing.State.BOUNCED);
                    bounced("press@hall.example");
                    assertThat(row("hall").closed()).contains(Standing.State.BOUNCED);
                });
    }

    @Test
    void searchesFindNamesMailsPhonesAndHandles() {
        host.run(
                caller,
                () -> {
                    organisations.add(HALL);
                    organisations.add(OrganisationDetails.of("Other Hall"));
                    for (String words :
                            List.of(
                                    "lodz hall",
                                    "booking@hall",
                                    "+48421234567",
                                    "lodzhall",
                                    "łód")) {
                        assertThat(found(words)).as(words).containsExactly("Łódź Hall");
                    }
                    assertThat(found("hall")).containsExactly("Łódź Hall", "Other Hall");
                    assertThat(row("lodz"))
                            .extracting(
                                    OrganisationRow::mail,
                                    OrganisationRow::phone,
                                    OrganisationRow::tags,
                                    OrganisationRow::people)
                            .containsExactly(
                                    "Booking@hall.example",
                                    "+48 42 123 45 67",
                                    List.of("jazz", "🎷"),
                                    0L);
                });
    }

    @Test
    void rolesAndTagsNarrowListsAndSearches() {
        host.run(
                caller,
                () -> {
                    organisations.add(HALL);
                    organisations.add(OrganisationDetails.of("Other Hall"));
                    Tag jazz =
                            host.bean(TagService.class).all().stream()
                                    .filter(tag -> tag.name().equals("jazz"))
                                    .findFirst()
                                    .orElseThrow();
                    for (String words : List.of("", "hall")) {
                        for (PartyFilter filter :
                                List.of(
                                        filter(words, PartyRole.VENUE, null),
                                        filter(words, null, jazz),
                                        filter(words, PartyRole.PROMOTER, jazz))) {
                            assertThat(names(filter)).containsExactly("Łódź Hall");
                            assertThat(organisations.count(filter)).isEqualTo(1);
                        }
                        assertThat(names(filter(words, PartyRole.PRESS, null))).isEmpty();
                    }
                });
    }

    @Test
    void pagesGoForwardAndBackAndJumpToALetter() {
        host.run(
                caller,
                () -> {
                    IntStream.range(0, 7)
                            .forEach(i -> organisations.add(OrganisationDetails.of("Club " + i)));
                    organisations.add(OrganisationDetails.of("Zoo"));
                    PartyPage<OrganisationRow> first = page(Optional.empty(), false, 3);
                    assertThat(first.more()).isTrue();
                    PartyPage<OrganisationRow> second =
                            page(Optional.of(first.rows().getLast().anchor()), false, 3);
                    assertThat(second.rows())
                            .extracting(OrganisationRow::name)
                            .containsExactly("Club 3", "Club 4", "Club 5");
                    assertThat(page(Optional.of(second.rows().getFirst().anchor()), true, 3))
                            .isEqualTo(new PartyPage<>(first.rows(), false));
                    assertThat(page(Optional.of(PartyAnchor.beforeNames("z")), false, 3).rows())
                            .extracting(OrganisationRow::name)
                            .containsExactly("Zoo");
                });
    }

    @Test
    void anotherWorkspaceSeesNothing() {
        OrganisationId hall =
                host.call(
                        caller,
                        () -> {
                            OrganisationId id = organisations.add(HALL).id();
                            notes.add(id.party(), "Ours");
                            people.add(at("Ida", "director"));
                            return id;
                        });
        host.run(
                host.newWorkspace(),
                () -> {
                    assertThat(organisations.find(hall)).isEmpty();
                    assertThat(found("hall")).isEmpty();
                    assertThat(organisations.count(PartyFilter.ALL)).isZero();
                    assertThat(organisations.affiliates(hall, Optional.empty(), 5).rows())
                            .isEmpty();
                    assertThat(notes.of(hall.party())).isEmpty();
                    assertThat(organisations.delete(hall)).isFalse();
                });
        host.run(caller, () -> organisations.delete(hall));
        host.run(
                host.newWorkspace(),
                () ->
                        assertThatThrownBy(() -> organisations.restore(hall))
                                .isInstanceOf(PartyGoneException.class));
    }

    @Test
    void whoMayNotEditOrReadNotesIsRefused() {
        Organisation hall = host.call(caller, () -> organisations.add(HALL));
        host.permissions().take(CrmPermissions.EDIT);
        host.permissions().take(CrmPermissions.NOTES);
        try {
            host.run(
                    caller,
                    () ->
                            assertThat(
                                            List.<Runnable>of(
                                                    () -> organisations.add(HALL),
                                                    () -> organisations.change(hall.id(), 0, HALL),
                                                    () -> organisations.delete(hall.id()),
                                                    () -> organisations.restore(hall.id()),
                                                    () -> notes.of(hall.id().party())))
                                    .allSatisfy(
                                            act ->
                                                    assertThatThrownBy(act::run)
                                                            .isInstanceOf(
                                                                    PermissionDeniedException
                                                                            .class)));
        } finally {
            host.permissions().giveAll();
        }
    }

    private void bounced(String address) {
        SubjectId someone = people.add(CrmHost.person("Some", "One")).id();
        CrmHost.writes(caller, someone, ConsentEvent.BOUNCED, address);
    }

    private static PersonDetails at(String given, String position) {
        return new PersonDetails(
                PersonName.of(given, "Back"),
                "",
                "",
                "",
                Set.of(),
                List.of(),
                List.of(new Affiliation("Lodz Hall", position)),
                Set.of());
    }

    private OrganisationRow row(String words) {
        return organisations
                .page(PartyFilter.search(words), Optional.empty(), false, 5)
                .rows()
                .getFirst();
    }

    private PartyPage<OrganisationRow> page(
            Optional<PartyAnchor> anchor, boolean backward, int limit) {
        return organisations.page(PartyFilter.ALL, anchor, backward, limit);
    }

    private List<String> found(String words) {
        return names(PartyFilter.search(words));
    }

    private List<String> names(PartyFilter filter) {
        return organisations.page(filter, Optional.empty(), false, 50).rows().stream()
                .map(OrganisationRow::name)
                .toList();
    }

    private static PartyFilter filter(String words, @Nullable PartyRole role, @Nullable Tag tag) {
        return new PartyFilter(
                words, Optional.ofNullable(role), Optional.ofNullable(tag).map(Tag::id));
    }
}
