package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationRow;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;

/** What an import brought goes again; what people said or did since stays. */
class UndoAnImportTest {

    private final Importing files = new Importing();
    private final ImportService imports = files.imports();
    private final PersonService people = files.people();

    @Test
    void anUndoLeavesWhomSomebodyEditedSince() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    "name,email\nA One,a@example.org\nB Two,b@example.org\n");
                    PersonRow edited = files.rows().getFirst();
                    PersonProfile profile = people.find(edited.id()).orElseThrow();
                    people.change(edited.id(), profile.version(), CrmHost.person("A", "Changed"));
                    imports.undo(id);
                    assertThat(files.names()).containsExactly("A Changed");
                    assertThat(imports.find(id).orElseThrow().kept()).isEqualTo(1);
                });
    }

    @Test
    void whoStaysLosesThePermissionThatTheListBrought() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    """
                                    name,email,status
                                    A One,a@example.org,subscribed
                                    B Two,b@example.org,subscribed
                                    C Three,c@example.org,subscribed
                                    D Four,d@example.org,subscribed
                                    E Five,e@example.org,unsubscribed
                                    """);
                    SubjectId edited = rename("A One");
                    SubjectId granted = rename("B Two");
                    SubjectId inTrash = files.byName("C Three");
                    SubjectId refused = rename("E Five");
                    people.delete(inTrash);
                    files.granted(granted);
                    imports.undo(id);

                    assertThat(files.stateOf(edited)).isEmpty();
                    assertThat(files.said(granted).source()).isEqualTo("Letter");
                    assertThat(files.standing(refused)).isEqualTo(Standing.State.WITHDRAWN);
                    people.restore(inTrash);
                    assertThat(files.stateOf(inTrash)).isEmpty();
                    ImportStatus undone = imports.find(id).orElseThrow();
                    assertThat(undone.kept()).isEqualTo(3);
                    assertThat(undone.ungranted()).isEqualTo(1);
                    assertThat(undone.ungrantedInTrash()).isEqualTo(1);
                });
    }

    @Test
    void permissionThatAnotherListBroughtStays() {
        files.run(
                () -> {
                    files.imported("name,email,status\nA One,a@example.org,subscribed\n");
                    ImportId second =
                            files.imported(
                                    "name,email,city,status\n"
                                            + "A One,a@example.org,Leipzig,subscribed\n");
                    SubjectId here = rename("A One");
                    imports.undo(second);
                    assertThat(files.standing(here)).isEqualTo(Standing.State.GRANTED);
                    assertThat(imports.find(second).orElseThrow().ungranted()).isZero();
                });
    }

    @Test
    void anOrganisationThatComesBackHasThoseWithItWhoWereThereBeforeTheImport() {
        files.run(
                () -> {
                    OrganisationService places = files.organisations();
                    OrganisationId hall = places.add(OrganisationDetails.of("Hall")).id();
                    OrganisationId club = places.add(OrganisationDetails.of("Club")).id();
                    SubjectId ada =
                            files.add(
                                    new PersonDetails(
                                            PersonName.of("Ada", "King"),
                                            "",
                                            "",
                                            "",
                                            Set.of(),
                                            List.of(ContactPoint.mail("a@example.org")),
                                            List.of(new Affiliation("Hall", "director")),
                                            Set.of()));
                    ImportId id =
                            files.imported("name,email,company\nAda King,a@example.org,Club\n");
                    places.delete(hall);
                    places.delete(club);
                    imports.undo(id);
                    places.restore(hall);
                    places.restore(club);
                    assertThat(people.find(ada).orElseThrow().details().affiliations())
                            .containsExactly(new Affiliation("Hall", "director"));
                });
    }

    @Test
    void whomAnotherImportChangedThatIsUndoneLaterGoesToo() {
        files.run(
                () -> {
                    ImportId first = files.imported("name,email\nA One,a@example.org\n");
                    ImportId second =
                            files.imported("name,email,city\nA One,a@example.org,Leipzig\n");
                    imports.undo(first);
                    assertThat(files.names()).containsExactly("A One");
                    imports.undo(second);
                    assertThat(files.names()).isEmpty();
                });
    }

    @Test
    void whatTwoImportsChangedGoesBackToBeforeBothInEitherOrder() {
        files.run(
                () -> {
                    SubjectId here =
                            files.add(
                                    CrmHost.person("A", "One", ContactPoint.mail("a@example.org")));
                    ImportId first =
                            files.imported("name,email,city\nA One,a@example.org,Leipzig\n");
                    ImportId second = files.imported("name,email,city\nA One,a@example.org,Jena\n");
                    imports.undo(first);
                    assertThat(people.find(here).orElseThrow().details().city()).isEqualTo("Jena");
                    imports.undo(second);
                    assertThat(people.find(here).orElseThrow().details().city()).isEmpty();
                });
    }

    @Test
    void optOutsAreTakenAtOnceAndStayAfterAnUndo() {
        files.run(
                () -> {
                    SubjectId here =
                            files.add(
                                    CrmHost.person(
                                            "Here",
                                            "Already",
                                            ContactPoint.mail("here@example.org")));
                    ImportId id =
                            files.imported(
                                    """
                                    name,email,status,status date
                                    Here Already,here@example.org,unsubscribed,2024-05-01
                                    Fresh Yes,yes@example.org,subscribed,2023-01-02
                                    Fresh No,no@example.org,cleaned,
                                    Faulty,"bad, badly@example.org",unsubscribed,
                                    """);
                    assertThat(files.counts(id).optOuts()).isEqualTo(3);
                    assertThat(files.standing(here)).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(files.standing(files.byName("Fresh Yes")))
                            .isEqualTo(Standing.State.GRANTED);
                    assertThat(closed("Fresh No")).contains(Standing.State.BOUNCED);

                    imports.undo(id);
                    assertThat(files.standing(here)).isEqualTo(Standing.State.WITHDRAWN);
                    files.imported(
                            "name,email\nFresh No,no@example.org\nX Badly,badly@example.org\n");
                    assertThat(closed("Fresh No")).contains(Standing.State.BOUNCED);
                    assertThat(files.standing(files.byName("X Badly")))
                            .isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListThatWasBroughtTwiceGoesWithBothUndoneAndItsNoesStay(boolean lastFirst) {
        files.run(
                () -> {
                    String list =
                            "name,email,status\nA One,a@example.org,unsubscribed\n"
                                    + "B Two,b@example.org,subscribed\n";
                    ImportId first = files.imported(list);
                    ImportId second = files.imported(list);

                    imports.undo(lastFirst ? second : first);
                    assertThat(files.names()).contains("A One");
                    imports.undo(lastFirst ? first : second);
                    assertThat(files.names()).isEmpty();

                    files.imported("name,email\nA One,a@example.org\n");
                    assertThat(closed("A One")).contains(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void whomAnotherListHeardAsWellStaysUntilThatIsUndoneToo() {
        files.run(
                () -> {
                    String list = "name,email,status\nA One,a@example.org,unsubscribed\n";
                    ImportId first = files.imported(list);
                    ImportId second = files.imported(list);
                    files.imported(list);
                    imports.undo(second);
                    imports.undo(first);
                    assertThat(files.names()).containsExactly("A One");
                    assertThat(imports.find(first).orElseThrow().kept()).isEqualTo(1);
                });
    }

    @Test
    void whoseNoNoAddressCanCarryStaysWithTheirNameAndTheNextListMeetsIt() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    """
                                    id,name,phone,email,city,tags,unsubscribed,no to calls,no to post
                                    ,Greta Halm,+49 341 5551234,,Jena,vip,yes,,
                                    4711,Ina,,,,,yes,,
                                    ,Cy Orr,,c@example.org,,,,yes,
                                    ,Hugo Post,,h@example.org,,,,,yes
                                    ,Bo Li,+49 341 5555678,b@example.org,,,yes,yes,
                                    """);
                    imports.undo(id);
                    assertThat(files.names())
                            .containsExactlyInAnyOrder("Greta Halm", "Ina", "Cy Orr", "Hugo Post");
                    assertThat(imports.find(id).orElseThrow().kept()).isEqualTo(4);
                    assertThat(files.state("Hugo Post")).isEmpty();
                    PersonDetails greta =
                            people.find(files.byName("Greta Halm")).orElseThrow().details();
                    assertThat(greta.contacts()).hasSize(1);
                    assertThat(greta.city()).isEmpty();
                    assertThat(greta.roles()).isEmpty();
                    assertThat(files.bean(TagService.class).all()).isEmpty();

                    files.imported(
                            """
                            id,name,phone,email
                            ,Greta Halm,+49 341 5551234,greta@example.org
                            4711,Ina,,ina@example.org
                            """);
                    assertThat(files.names()).hasSize(4);
                    assertThat(files.standing("Greta Halm")).isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(files.standing("Ina")).isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void whatAnImportMadeBesidesPeopleGoesWithItsUndoUnlessSomebodyUsesIt() {
        TagService tags = files.bean(TagService.class);
        OrganisationService organisations = files.bean(OrganisationService.class);
        files.run(
                () -> {
                    SubjectId ada = files.add(adaAt("Old Hall", "old"));
                    ImportId id =
                            files.imported(
                                    """
                                    name,email,company,tags
                                    A One,a@example.org,Old Hall,old
                                    B Two,b@example.org,Never Seen,new
                                    C Three,c@example.org,Meanwhile Used,used
                                    D Four,d@example.org,Meanwhile Noted,of a hall
                                    """);
                    people.change(
                            ada,
                            people.find(ada).orElseThrow().version(),
                            adaAt("Meanwhile Used", "used"));
                    useMeanwhile(organisations);
                    imports.undo(id);
                    assertThat(tags.all())
                            .extracting(Tag::name)
                            .containsExactlyInAnyOrder("of a hall", "old", "used");
                    assertThat(
                                    organisations
                                            .page(PartyFilter.ALL, Optional.empty(), false, 50)
                                            .rows())
                            .extracting(OrganisationRow::name)
                            .containsExactlyInAnyOrder(
                                    "Meanwhile Noted", "Meanwhile Used", "Old Hall");
                });
    }

    /** Edits somebody by hand. */
    private SubjectId rename(String name) {
        SubjectId id = files.byName(name);
        PersonProfile profile = people.find(id).orElseThrow();
        people.change(
                id,
                profile.version(),
                CrmHost.person(
                        "Renamed",
                        name,
                        profile.details().contacts().toArray(ContactPoint[]::new)));
        return id;
    }

    /** A note on an organisation of the import, and its tag on one that was there. */
    private void useMeanwhile(OrganisationService organisations) {
        OrganisationId noted = found(organisations, "Meanwhile Noted");
        files.bean(NoteService.class).add(noted.party(), "Pays late");
        organisations.change(
                found(organisations, "Old Hall"),
                0,
                new OrganisationDetails(
                        "Old Hall", "", "", Set.of(), List.of(), Set.of("of a hall")));
    }

    private static OrganisationId found(OrganisationService organisations, String name) {
        return organisations
                .page(PartyFilter.search(name), Optional.empty(), false, 1)
                .rows()
                .getFirst()
                .id();
    }

    private Optional<Standing.State> closed(String name) {
        return files.rows().stream()
                .filter(row -> row.display().equals(name))
                .findFirst()
                .flatMap(PersonRow::closed);
    }

    private static PersonDetails adaAt(String place, String tag) {
        return new PersonDetails(
                PersonName.of("Ada", "King"),
                "",
                "",
                "",
                Set.of(),
                List.of(),
                List.of(new Affiliation(place, "")),
                Set.of(tag));
    }
}
