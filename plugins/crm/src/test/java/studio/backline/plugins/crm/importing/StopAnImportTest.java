package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.rows.ChunkReader;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonRow;
import studio.backline.plugins.crm.person.PersonService;

/** However the job of an import ends, there is a way on. */
class StopAnImportTest {

    private static final String LIST = "name,email\nA One,a@example.org\nB Two,b@example.org\n";

    /** More than one step of an import and of an undo takes. */
    private static final int MANY = 6_000;

    private final Importing files = new Importing();
    private final ImportService imports = files.imports();
    private final PersonService people = files.people();

    @AfterEach
    void nothingWaits() {
        files.run(() -> files.jobs().resumeAll());
    }

    @Test
    void aRehearsalThatStillWaitedIsBackAtItsColumns() {
        files.run(
                () -> {
                    ImportId id = waiting(files.begun("list.csv", LIST));
                    assertThat(files.stage(id)).isEqualTo(ImportState.REHEARSING);
                    imports.cancel(id);
                    assertThat(imports.latest(1))
                            .extracting(ImportStatus::state)
                            .containsExactly(ImportState.DRAFT);
                    imports.discard(id);
                    assertThat(imports.latest(10)).isEmpty();
                });
    }

    @Test
    void aRehearsalWhoseAskerIsNoMemberAnyMoreCanBeDiscardedWithoutBeingLookedAt() {
        files.run(
                () -> {
                    ImportId id = waiting(files.begun("list.csv", LIST));
                    files.jobs().refuseWaiting("Whoever asked is no longer a member.");
                    imports.discard(id);
                    assertThat(imports.latest(10)).isEmpty();
                });
    }

    @Test
    void anImportThatStillWaitedCanBeStartedAgain() {
        files.run(
                () -> {
                    ImportId id = files.rehearsed(LIST);
                    ImportCounts rehearsed = files.counts(id);
                    files.jobs().keepWaiting();
                    CrmHost.runs(imports, id);
                    imports.cancel(id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.REHEARSED);
                    assertThat(files.counts(id)).isEqualTo(rehearsed);
                    files.jobs().resumeAll();
                    CrmHost.runs(imports, id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(files.names()).containsExactly("A One", "B Two");
                });
    }

    @Test
    void anImportThatWasHalfDoneWhenItsAskerWentCanBeUndone() {
        files.run(
                () -> {
                    ImportId id = files.rehearsed(many());
                    files.jobs().putOffAfterCheckpoints(1);
                    CrmHost.runs(imports, id);
                    // As it is while the server is off: neither stopped nor to be undone.
                    assertThat(files.stage(id)).isEqualTo(ImportState.RUNNING);
                    assertThatThrownBy(() -> imports.undo(id))
                            .isInstanceOf(ImportGoneException.class);
                    assertThat(people.count(PartyFilter.ALL)).isBetween(1L, MANY - 1L);

                    files.jobs().refuseWaiting("Whoever asked is no longer a member.");
                    assertThat(files.stage(id)).isEqualTo(ImportState.FAILED);
                    imports.undo(id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.UNDONE);
                    assertThat(people.count(PartyFilter.ALL)).isZero();
                });
    }

    @Test
    void anImportThatTheServerPutOffGoesOnWhenItIsBack() {
        files.run(
                () -> {
                    ImportId id = files.rehearsed(many());
                    files.jobs().putOffAfterCheckpoints(1);
                    CrmHost.runs(imports, id);
                    files.jobs().resumeAll();
                    assertThat(files.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(people.count(PartyFilter.ALL)).isEqualTo(MANY);
                });
    }

    @Test
    void anImportThatWasKilledCountsAsIfItHadNotBeen() {
        files.run(
                () -> {
                    SubjectId ada = files.add(withThreeMails());
                    ImportId id = files.rehearsed(adaInTwoSteps());
                    ImportCounts rehearsed = files.counts(id);
                    assertThat(rehearsed.changed()).isEqualTo(1);
                    assertThat(rehearsed.duplicate()).isEqualTo(2);
                    files.jobs().dieAfterCheckpoints(1);
                    CrmHost.runs(imports, id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.RUNNING);

                    files.jobs().resumeAll();

                    assertThat(files.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(files.counts(id)).isEqualTo(rehearsed);
                    assertThat(people.find(ada).orElseThrow().details().city()).isEqualTo("Bonn");
                    assertThat(files.faults(id))
                            .contains("It is about the same one as row 2 and was left out.");
                });
    }

    private static PersonDetails withThreeMails() {
        return CrmHost.person(
                "Ada",
                "Meyer",
                ContactPoint.mail("a@example.org"),
                ContactPoint.mail("b@example.org"),
                ContactPoint.mail("c@example.org"));
    }

    /** One is in the first rows and again, by other addresses, in the next. */
    private static String adaInTwoSteps() {
        return """
        email,name,city
        a@example.org,Ada Meyer,Bonn
        %s
        b@example.org,Ada Meyer,Rome
        c@example.org,Ada Meyer,Pisa
        """
                .formatted(
                        IntStream.range(0, ChunkReader.FIRST)
                                .mapToObj("p%1$d@example.org,Guest N%1$d,"::formatted)
                                .collect(Collectors.joining("\n")));
    }

    @Test
    void anImportIsStoppedAndUndone() {
        files.run(
                () -> {
                    ImportId id = files.rehearsed(many());
                    files.jobs().cancelAfterCheckpoints(1);
                    CrmHost.runs(imports, id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.STOPPED);
                    ImportStatus stopped = imports.find(id).orElseThrow();
                    assertThat(stopped.counts().rows()).isEqualTo(ChunkReader.FIRST);
                    assertThat(stopped.unread()).isEqualTo(MANY - ChunkReader.FIRST);
                    assertThat(files.bean(Jobs.class).find(stopped.job().orElseThrow()))
                            .flatMap(JobStatus::message)
                            .contains(
                                    "Stopped. 1,000 rows were read, 5,000 were not looked at."
                                            + " What was in stays in, and can be undone.");
                    files.jobs().resumeAll();
                    imports.undo(id);
                    assertThat(people.count(PartyFilter.ALL)).isZero();
                });
    }

    @Test
    void anUndoIsStoppedInTheMiddleAndGoneOnWith() {
        files.run(
                () -> {
                    PersonDetails known = CrmHost.person("Known", "Before");
                    files.add(known);
                    ImportId id = files.imported(many());
                    PersonRow edited = files.rows().getLast();
                    people.change(
                            edited.id(),
                            people.find(edited.id()).orElseThrow().version(),
                            CrmHost.person("Z", "Changed"));

                    files.jobs().cancelAfterCheckpoints(1);
                    imports.undo(id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.STOPPED);
                    assertThat(people.count(PartyFilter.ALL)).isBetween(3L, MANY - 1L);

                    files.jobs().resumeAll();
                    imports.undo(id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.UNDONE);
                    assertThat(files.names()).containsExactly("Known Before", "Z Changed");
                    assertThat(imports.find(id).orElseThrow().kept()).isEqualTo(1);
                });
    }

    @Test
    void whomAStoppedUndoHadLeftAsEditedIsCountedOnce() {
        files.run(
                () -> {
                    ImportId first = files.imported(LIST);
                    ImportId second =
                            files.imported(
                                    LIST.replace("email", "mail,city")
                                            .replace("example.org", "example.org,Berlin"));
                    PersonRow edited = files.rows().getFirst();
                    people.change(
                            edited.id(),
                            people.find(edited.id()).orElseThrow().version(),
                            CrmHost.person("A", "Changed"));

                    files.jobs().cancelAfterCheckpoints(1);
                    imports.undo(second);
                    files.jobs().resumeAll();
                    imports.undo(second);
                    assertThat(files.stage(second)).isEqualTo(ImportState.UNDONE);
                    assertThat(imports.find(second).orElseThrow().kept()).isEqualTo(1);
                    assertThat(files.stage(first)).isEqualTo(ImportState.DONE);
                });
    }

    @Test
    void anUndoThatStillWaitedCanBeAskedForAgain() {
        files.run(
                () -> {
                    ImportId id = files.imported(LIST);
                    files.jobs().keepWaiting();
                    imports.undo(id);
                    imports.cancel(id);
                    assertThat(files.stage(id)).isEqualTo(ImportState.STOPPED);
                    files.jobs().resumeAll();
                    imports.undo(id);
                    assertThat(files.names()).isEmpty();
                });
    }

    private ImportId waiting(ImportDraft draft) {
        files.jobs().keepWaiting();
        imports.rehearse(draft.id(), Importing.plan(draft.columns()));
        return draft.id();
    }

    private static String many() {
        return "email,name\n"
                + IntStream.range(0, MANY)
                        .mapToObj(i -> "p%d@example.org,Person N%d\n".formatted(i, i))
                        .collect(Collectors.joining());
    }
}
