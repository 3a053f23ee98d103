package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.SqlArrays;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationId;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.tag.Tag;
import studio.backline.plugins.crm.tag.TagService;

/** What an import of organisations did is taken back, in any order; what people did since stays. */
class UndoOrganisationsTest {

    private static final String NAMES = "Organisation,City\n";
    private static final String LIST =
            """
            Organisation,City,Mail,Roles,Tags
            Hall,Wien,b@hall.example,press,new
            Edited before,Wien,,,
            New,Wien,n@new.example,venue,new
            Noted,,,,
            Edited,,,,used
            With people,,,,
            """;

    private static final int MANY = 2_500;

    private final Importing files = new Importing();
    private final ImportService imports = files.imports();
    private final OrganisationService organisations = files.organisations();

    @AfterEach
    void nothingWaits() {
        files.run(() -> files.jobs().resumeAll());
    }

    @Test
    void whatWasNewGoesWhatWasChangedIsAsBeforeAndWhatPeopleDidStays() {
        OrganisationDetails hall =
                new OrganisationDetails(
                        "Hall",
                        "Graz",
                        "AT",
                        Set.of(PartyRole.VENUE),
                        List.of(ContactPoint.mail("a@hall.example")),
                        Set.of("old"));
        files.run(
                () -> {
                    organisations.add(hall);
                    organisations.add(OrganisationDetails.of("Edited before"));
                    ImportId id = files.imported(LIST);
                    files.bean(NoteService.class).add(files.organisation("Noted").party(), "Pays");
                    edit("Edited before", "Linz", Set.of());
                    edit("Edited", "Linz", Set.of("used"));
                    files.imported("name,email,company\nAda King,a@x.example,With people\n");
                    imports.undo(id);

                    assertThat(files.stage(id)).isEqualTo(ImportState.UNDONE);
                    assertThat(names())
                            .containsExactlyInAnyOrder(
                                    "Hall", "Edited before", "Noted", "Edited", "With people");
                    assertThat(files.organisation(files.organisation("Hall")).details())
                            .isEqualTo(hall);
                    assertThat(files.bean(TagService.class).all())
                            .extracting(Tag::name)
                            .containsExactlyInAnyOrder("old", "used");
                    assertThat(city("Edited before")).isEqualTo("Linz");
                    assertThat(imports.find(id).orElseThrow().kept()).isEqualTo(4);
                });
    }

    @Test
    void twoImportsAreUndoneInEitherOrder() {
        files.run(
                () -> {
                    organisations.add(OrganisationDetails.of("Here"));
                    ImportId first = files.imported(NAMES + "Here,Graz\nNew,Graz\n");
                    ImportId second = files.imported(NAMES + "Here,Wien\nNew,Wien\n");
                    imports.undo(first);
                    assertThat(city("Here")).isEqualTo("Wien");
                    assertThat(city("New")).isEqualTo("Wien");
                    imports.undo(second);
                    assertThat(names()).containsExactly("Here");
                    assertThat(city("Here")).isEmpty();

                    first = files.imported(NAMES + "Here,Graz\nNew,Graz\n");
                    second = files.imported(NAMES + "Here,Wien\nNew,Wien\n");
                    imports.undo(second);
                    assertThat(city("Here")).isEqualTo("Graz");
                    assertThat(city("New")).isEqualTo("Graz");
                    imports.undo(first);
                    assertThat(names()).containsExactly("Here");
                    assertThat(city("Here")).isEmpty();
                });
    }

    @Test
    void whatAListOfPeopleMadeAndAListOfOrganisationsChangedGoesWithBoth() {
        String people = "name,email,company\nAda King,a@x.example,Hall\n";
        files.run(
                () -> {
                    ImportId first = files.imported(people);
                    ImportId second = files.imported(NAMES + "Hall,Wien\n");
                    imports.undo(first);
                    assertThat(city("Hall")).isEqualTo("Wien");
                    imports.undo(second);
                    assertThat(names()).isEmpty();

                    first = files.imported(people);
                    second = files.imported(NAMES + "Hall,Wien\n");
                    imports.undo(second);
                    assertThat(city("Hall")).isEmpty();
                    imports.undo(first);
                    assertThat(names()).isEmpty();
                });
    }

    @Test
    void anImportThatDiesGoesOnWhereItGotToAndAnUndoToo() {
        files.run(
                () -> {
                    organisations.add(
                            new OrganisationDetails(
                                    "Hall 7", "Graz", "", Set.of(), List.of(), Set.of()));
                    ImportId id = files.rehearsed(many());
                    ImportCounts rehearsed = files.counts(id);
                    files.jobs().dieAfterCheckpoints(1);
                    CrmHost.runs(imports, id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.RUNNING);
                    assertThat(count()).isEqualTo(1_000);
                    files.jobs().resumeAll();
                    assertThat(files.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(files.counts(id)).isEqualTo(rehearsed);
                    assertThat(count()).isEqualTo(MANY);

                    files.jobs().dieAfterCheckpoints(2);
                    imports.undo(id);
                    assertThat(count()).isEqualTo(MANY - 1_000);
                    files.jobs().resumeAll();
                    assertThat(files.stage(id)).isEqualTo(ImportState.UNDONE);
                    assertThat(names()).containsExactly("Hall 7");
                    assertThat(city("Hall 7")).isEqualTo("Graz");
                });
    }

    @Test
    void theIdsOfAStepAreReadOnceAndNotForEachRow() {
        List<String> plan = new ArrayList<>();
        files.inTransaction(
                () ->
                        files.bean(EntityManager.class)
                                .createNativeQuery(
                                        "explain delete from organisation where id"
                                                + SqlArrays.among("ids"))
                                .setParameter("ids", SqlArrays.uuids(List.of(UUID.randomUUID())))
                                .getResultList()
                                .forEach(line -> plan.add(String.valueOf(line))));
        assertThat(plan).anyMatch(line -> line.matches(".*id = ANY \\(\\(InitPlan \\d+\\).*"));
    }

    @Test
    void anImportIsStoppedAndUndone() {
        files.run(
                () -> {
                    ImportId id = files.rehearsed(many());
                    files.jobs().cancelAfterCheckpoints(1);
                    CrmHost.runs(imports, id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.STOPPED);
                    files.jobs().resumeAll();
                    imports.undo(id);
                    assertThat(count()).isZero();
                });
    }

    private static String many() {
        return NAMES
                + IntStream.range(0, MANY)
                        .mapToObj(i -> "Hall %d,Wien\n".formatted(i))
                        .collect(Collectors.joining());
    }

    private void edit(String name, String city, Set<String> tags) {
        OrganisationId id = files.organisation(name);
        Organisation kept = files.organisation(id);
        organisations.change(
                id,
                kept.version(),
                new OrganisationDetails(name, city, "", Set.of(), List.of(), tags));
    }

    private String city(String name) {
        return files.organisation(files.organisation(name)).details().city();
    }

    private long count() {
        return organisations.count(PartyFilter.ALL);
    }

    private List<String> names() {
        return files.allOrganisations().stream().map(OrganisationDetails::name).toList();
    }
}
