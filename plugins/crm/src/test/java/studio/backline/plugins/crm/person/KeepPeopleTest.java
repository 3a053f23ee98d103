package studio.backline.plugins.crm.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static studio.backline.plugins.crm.CrmHost.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.note.Note;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.party.PartyAnchor;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.party.PartyPage;
import studio.backline.plugins.crm.party.PartyRef;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.testkit.flat.FlatHost;

class KeepPeopleTest {

    private final FlatHost host = CrmHost.host();
    private final PersonService people = host.bean(PersonService.class);
    private final Caller caller = host.newWorkspace();

    @Test
    void aPersonComesBackWithEverythingThatWasSaved() {
        PersonDetails details =
                new PersonDetails(
                        new PersonName("Dr.", "Antonín", "Dvořák", "Tony D", "Dvorak", "Lieber"),
                        "cs",
                        "Praha",
                        "Česko",
                        Set.of(PartyRole.ARTIST, PartyRole.FAN),
                        List.of(
                                ContactPoint.mail("tony@example.org"),
                                new ContactPoint(ContactKind.MAIL, "work", "dvorak@example.com"),
                                new ContactPoint(ContactKind.PHONE, "", "+420 123 456 789"),
                                new ContactPoint(ContactKind.HANDLE, "instagram", "@tony")),
                        List.of(
                                new Affiliation("Česká filharmonie", "composer"),
                                new Affiliation("Conservatory", "")),
                        Set.of("New World", "🎻"));
        host.run(
                caller,
                () -> {
                    PersonProfile added = people.add(details);
                    assertThat(added.details()).isEqualTo(details);
                    assertThat(people.find(added.id())).contains(added);
                });
    }

    @Test
    void whoSavesSecondIsShownWhatTheFirstOneSaved() {
        host.run(
                caller,
                () -> {
                    PersonProfile added = people.add(person("Ada", "Lovelace"));
                    PersonProfile first =
                            people.change(added.id(), added.version(), person("Ada", "Byron"));
                    PersonDetails second = person("Augusta", "Lovelace");
                    StalePersonException stale =
                            catchThrowableOfType(
                                    StalePersonException.class,
                                    () -> people.change(added.id(), added.version(), second));
                    assertThat(stale.current()).isEqualTo(first);
                    assertThat(stale.refused()).isEqualTo(second);
                    assertThat(people.change(added.id(), first.version(), second).details())
                            .isEqualTo(second);
                });
    }

    @Test
    void aDeletionIsTakenBackWithNotesAndTags() {
        host.run(
                caller,
                () -> {
                    PersonDetails details =
                            new PersonDetails(
                                    PersonName.of("Ida", "Back"),
                                    "",
                                    "",
                                    "",
                                    Set.of(PartyRole.PRESS),
                                    List.of(ContactPoint.mail("ida@example.org")),
                                    List.of(new Affiliation("Radio", "editor")),
                                    Set.of("vip"));
                    PersonProfile added = people.add(details);
                    host.bean(NoteService.class).add(PartyRef.of(added.id()), "Likes oboes");
                    people.delete(added.id());
                    assertThat(people.find(added.id())).isEmpty();
                    assertThat(people.count(PartyFilter.ALL)).isZero();

                    assertThat(people.restore(added.id()).details()).isEqualTo(details);
                    assertThat(host.bean(NoteService.class).of(PartyRef.of(added.id())))
                            .singleElement()
                            .satisfies(note -> assertThat(note.text()).isEqualTo("Likes oboes"));
                    assertThatThrownBy(() -> people.restore(added.id()))
                            .isInstanceOf(PartyGoneException.class);
                });
    }

    @Test
    void aDeletionIsNotTakenBackOnceItsTimeIsOver() {
        host.run(
                caller,
                () -> {
                    SubjectId inTime = deleted("Ida", 29);
                    SubjectId late = deleted("Ada", 31);
                    assertThat(people.restore(inTime).details().display()).isEqualTo("Ida Back");
                    assertThatThrownBy(() -> people.restore(late))
                            .isInstanceOf(PartyGoneException.class);
                    assertThat(people.count(PartyFilter.ALL)).isEqualTo(1);
                });
    }

    private SubjectId deleted(String name, int daysAgo) {
        SubjectId id = people.add(person(name, "Back")).id();
        people.delete(id);
        host.database()
                .execute(
                        "update p_crm.deleted_person set deleted_at = now() - interval '%d days' where id = '%s'"
                                .formatted(daysAgo, id.value()));
        return id;
    }

    @Test
    void allNotesOfAPersonAreThereHoweverMany() {
        NoteService notes = host.bean(NoteService.class);
        List<String> written =
                IntStream.rangeClosed(0, 2 * NoteService.PAGE).mapToObj(i -> "Note " + i).toList();
        host.run(
                caller,
                () -> {
                    SubjectId person = people.add(person("Ida", "Back")).id();
                    written.forEach(text -> notes.add(PartyRef.of(person), text));
                    List<Note> read = new ArrayList<>();
                    for (List<Note> page = notes.of(PartyRef.of(person));
                            !page.isEmpty();
                            page = notes.before(page.getLast())) {
                        assertThat(page).hasSizeLessThanOrEqualTo(NoteService.PAGE);
                        read.addAll(page);
                    }
                    assertThat(read.reversed()).extracting(Note::text).isEqualTo(written);
                });
    }

    @Test
    void pagesGoForwardAndBackAndJumpToALetter() {
        host.run(
                caller,
                () -> {
                    for (String family :
                            List.of("Cage", "Adams", "Bach", "Eno", "Dvořák", "Élan")) {
                        people.add(person("X", family));
                    }
                    PartyPage<PersonRow> first = page(PartyFilter.ALL, Optional.empty(), false, 2);
                    assertThat(names(first)).containsExactly("X Adams", "X Bach");
                    assertThat(first.more()).isTrue();
                    PartyPage<PersonRow> second =
                            page(
                                    PartyFilter.ALL,
                                    Optional.of(first.rows().getLast().anchor()),
                                    false,
                                    2);
                    assertThat(names(second)).containsExactly("X Cage", "X Dvořák");
                    PartyPage<PersonRow> back =
                            page(
                                    PartyFilter.ALL,
                                    Optional.of(second.rows().getFirst().anchor()),
                                    true,
                                    2);
                    assertThat(names(back)).isEqualTo(names(first));
                    assertThat(back.more()).isFalse();
                    assertThat(names(page(PartyFilter.ALL, Optional.empty(), true, 2)))
                            .containsExactly("X Élan", "X Eno");
                    assertThat(
                                    names(
                                            page(
                                                    PartyFilter.ALL,
                                                    Optional.of(PartyAnchor.beforeNames("d")),
                                                    false,
                                                    1)))
                            .containsExactly("X Dvořák");
                });
    }

    @Test
    void theNewestStandFirstAndAreFoundAgainFromTheirAnchors() {
        host.run(
                caller,
                () -> {
                    List<PersonProfile> added =
                            List.of(
                                    people.add(person("A", "One")),
                                    people.add(person("B", "Two")),
                                    people.add(person("C", "Three")));
                    people.change(added.getFirst().id(), 0, person("A", "Uno"));
                    PartyPage<PersonRow> newest =
                            people.page(
                                    PartyFilter.ALL,
                                    PeopleSort.CREATED,
                                    Optional.empty(),
                                    false,
                                    2);
                    assertThat(names(newest)).containsExactly("C Three", "B Two");
                    PartyPage<PersonRow> older =
                            people.page(
                                    PartyFilter.ALL,
                                    PeopleSort.CREATED,
                                    Optional.of(newest.rows().getLast().anchor()),
                                    false,
                                    2);
                    assertThat(names(older)).containsExactly("A Uno");
                    PartyPage<PersonRow> changed =
                            people.page(
                                    PartyFilter.ALL,
                                    PeopleSort.CHANGED,
                                    Optional.empty(),
                                    false,
                                    1);
                    assertThat(names(changed)).containsExactly("A Uno");
                });
    }

    @Test
    void searchingFoldsAndTakesWordsInAnyOrder() {
        host.run(
                caller,
                () -> {
                    people.add(person("Antonín", "Dvořák", ContactPoint.mail("ad@praha.example")));
                    people.add(person("Jan", "z Łodzi"));
                    people.add(person("Łukasz", "Łódź"));
                    people.add(person("Großer", "Bjørn"));
                    people.add(person("", "", ContactPoint.mail("nobody@nowhere.example")));
                    assertThat(found("dvorak anto")).containsExactly("Antonín Dvořák");
                    assertThat(found("praha")).containsExactly("Antonín Dvořák");
                    assertThat(found("Lodz")).containsExactly("Łukasz Łódź", "Jan z Łodzi");
                    assertThat(found("BJORN grosser")).containsExactly("Großer Bjørn");
                    assertThat(found("nowhere")).containsExactly("nobody@nowhere.example");
                    assertThat(found("dv")).containsExactly("Antonín Dvořák");
                    assertThat(found("%")).isEmpty();
                    assertThat(people.count(PartyFilter.search("lodz"))).isEqualTo(2);
                });
    }

    @Test
    void rolesAndTagsNarrowListsAndSearches() {
        host.run(
                caller,
                () -> {
                    PersonDetails press =
                            new PersonDetails(
                                    PersonName.of("Petra", "Press"),
                                    "",
                                    "",
                                    "",
                                    Set.of(PartyRole.PRESS),
                                    List.of(),
                                    List.of(),
                                    Set.of("Radio"));
                    people.add(press);
                    people.add(person("Peter", "Press"));
                    var tag = host.bean(TagService.class).all().getFirst().id();
                    PartyFilter byRole =
                            new PartyFilter("", Optional.of(PartyRole.PRESS), Optional.empty());
                    PartyFilter byTag =
                            new PartyFilter("press", Optional.empty(), Optional.of(tag));
                    for (PartyFilter filter : List.of(byRole, byTag)) {
                        PartyPage<PersonRow> page = page(filter, Optional.empty(), false, 10);
                        assertThat(names(page)).containsExactly("Petra Press");
                        assertThat(page.rows().getFirst().tags()).containsExactly("Radio");
                        assertThat(people.count(filter)).isEqualTo(1);
                    }
                });
    }

    @Test
    void anotherWorkspaceSeesNothing() {
        PersonProfile added = host.call(caller, () -> people.add(person("Only", "Here")));
        host.run(
                host.newWorkspace(),
                () -> {
                    assertThat(people.find(added.id())).isEmpty();
                    assertThat(people.count(PartyFilter.ALL)).isZero();
                    assertThat(found("only")).isEmpty();
                });
    }

    @Test
    void whoMayNotEditIsRefused() {
        host.permissions().take(CrmPermissions.EDIT);
        try {
            host.run(
                    caller,
                    () ->
                            assertThatThrownBy(() -> people.add(person("No", "Way")))
                                    .isInstanceOf(PermissionDeniedException.class));
        } finally {
            host.permissions().giveAll();
        }
    }

    private PartyPage<PersonRow> page(
            PartyFilter filter, Optional<PartyAnchor> anchor, boolean backward, int limit) {
        return people.page(filter, PeopleSort.NAME, anchor, backward, limit);
    }

    private List<String> found(String words) {
        return names(page(PartyFilter.search(words), Optional.empty(), false, 50));
    }

    private static List<String> names(PartyPage<PersonRow> page) {
        return page.rows().stream().map(PersonRow::display).toList();
    }
}
