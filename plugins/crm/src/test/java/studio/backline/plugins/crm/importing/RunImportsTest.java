package studio.backline.plugins.crm.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.TagKeys;

/** Runs beside and after each other. */
class RunImportsTest {

    private static final String LIST =
            "name,mail\nAda Meyer,a@example.org\nBo Berg,b@example.org\n";

    private final Importing importing = new Importing();

    @Test
    void theSameListInTwoWindowsAtOnceBringsNobodyTwice() {
        ImportId one = importing.call(() -> rehearsed(ImportState.RUNNING));
        ImportId other = importing.call(() -> rehearsed(ImportState.RUNNING));
        Run second = new Run(other, () -> {});
        CompletableFuture<?>[] begun = new CompletableFuture<?>[1];
        Run first =
                new Run(
                        one,
                        () -> {
                            begun[0] =
                                    CompletableFuture.runAsync(
                                            () -> perform(ImportService.IMPORT, second));
                            while (!begun[0].isDone() && !CrmHost.somebodyWaits()) {
                                Thread.onSpinWait();
                            }
                        });

        perform(ImportService.IMPORT, first);
        begun[0].join();

        importing.run(
                () -> {
                    assertThat(importing.names()).containsExactlyInAnyOrder("Ada Meyer", "Bo Berg");
                    assertThat(importing.counts(one).created()).isEqualTo(2);
                    assertThat(importing.counts(other).created()).isZero();
                });
    }

    @Test
    void ofTwoWhoStartAnImportAtOnceOneAloneDoes() {
        ImportId id = importing.call(() -> importing.rehearsed(LIST));
        CompletableFuture<?> other =
                whileItBegins(
                        id, () -> importing.call(() -> CrmHost.runs(importing.imports(), id)));
        assertThatThrownBy(other::join).hasCauseInstanceOf(ImportGoneException.class);
    }

    @Test
    void whatBeginsIsNotReadOtherwise() {
        ImportId id = importing.call(() -> importing.rehearsed(LIST));
        CsvShape shape = new CsvShape(UTF_8, ';');
        CompletableFuture<?> other =
                whileItBegins(id, () -> importing.call(() -> reshaped(id, shape)));
        assertThatThrownBy(other::join).hasCauseInstanceOf(ImportGoneException.class);
    }

    private ImportDraft reshaped(ImportId id, CsvShape shape) throws Exception {
        return importing.imports().reshape(id, shape, Optional.empty(), Optional.empty());
    }

    @Test
    void whatBeginsIsNotThrownAway() {
        ImportId id = importing.call(() -> importing.rehearsed(LIST));
        whileItBegins(id, () -> importing.run(() -> importing.imports().discard(id))).join();
        perform(ImportService.IMPORT, new Run(id, () -> {}));
        assertThat(importing.call(() -> importing.stage(id))).isEqualTo(ImportState.DONE);
    }

    /** What somebody does in a second window, which waits while the import begins. */
    private CompletableFuture<?> whileItBegins(ImportId id, Runnable work) {
        return meanwhile(
                () -> importing.bean(ImportStore.class).state(id, ImportState.RUNNING), work);
    }

    @Test
    void organisationsComeWhileSomebodySavesTheSameNames() {
        ImportId id =
                importing.call(
                        () ->
                                importing.rehearsed(
                                        importing.begun(
                                                "places.csv", "organisation,tags\nHall,Club\n")));
        importing.inTransaction(
                () -> importing.bean(ImportStore.class).state(id, ImportState.RUNNING));
        EntityManager entities = importing.bean(EntityManager.class);
        CompletableFuture<?>[] begun = new CompletableFuture<?>[1];
        importing.inTransaction(
                () -> {
                    new TagKeys(entities).require(List.of("Club"));
                    begun[0] =
                            CrmHost.besides(
                                    () -> perform(ImportService.IMPORT, new Run(id, () -> {})));
                    new OrganisationKeys(entities).require("Hall");
                });
        begun[0].join();
        assertThat(importing.call(() -> importing.stage(id))).isEqualTo(ImportState.DONE);
    }

    @Test
    void whatIsSavedWhileAnImportReadsStays() {
        ImportId id = importing.call(() -> rehearsedFor(ada()));

        PersonService people = importing.people();
        meanwhile(
                id,
                () -> {
                    edit(importing.byName("Ada Meyer"), now -> in("Rome", now));
                });

        importing.run(
                () -> {
                    SubjectId ada = importing.byName("Ada Meyer");
                    PersonDetails now = people.find(ada).orElseThrow().details();
                    assertThat(now.city()).isEqualTo("Rome");
                    assertThat(now.language()).isEqualTo("it");
                    importing.imports().undo(id);
                    PersonDetails undone = people.find(ada).orElseThrow().details();
                    assertThat(undone.city()).isEqualTo("Rome");
                    assertThat(undone.language()).isEmpty();
                });
    }

    @Test
    void whoIsDeletedWhileAnImportReadsStaysDeleted() {
        ImportId id = importing.call(() -> rehearsedFor(ada()));

        meanwhile(id, () -> importing.people().delete(importing.byName("Ada Meyer")));

        importing.run(
                () -> {
                    assertThat(importing.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(importing.names()).isEmpty();
                    assertThat(importing.counts(id).created()).isZero();
                    assertThat(importing.counts(id).changed()).isZero();
                    assertThat(importing.counts(id).faulty()).isEqualTo(2);
                    assertThat(importing.suppression("a@example.org")).isPresent();
                    assertThat(importing.suppression("b@example.org")).isPresent();
                });
    }

    @Test
    void whoIsDeletedWhileAnImportReadsAndChangesNothingOfThemKeepsTheirNo() {
        ImportId id =
                importing.call(
                        () -> {
                            importing.add(ada());
                            importing.add(
                                    CrmHost.person(
                                            "Bo", "Berg", ContactPoint.mail("bo@example.org")));
                            return running(
                                    """
                                    name,mail,city,status
                                    Ada Meyer,a@example.org,,unsubscribed
                                    Bo Berg,bo@example.org,Rome,
                                    """);
                        });

        meanwhile(
                id,
                () -> {
                    importing.people().delete(importing.byName("Ada Meyer"));
                    edit(importing.byName("Bo Berg"), now -> in("Pisa", now));
                });

        importing.run(
                () -> {
                    assertThat(importing.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(importing.counts(id))
                            .isEqualTo(new ImportCounts(2, 0, 1, 0, 0, 1, 1));
                    assertThat(importing.suppression("a@example.org")).isPresent();
                });
    }

    @Test
    void whoIsFilledWhileAnImportReadsGetsNoMoreThanOneMayHave() {
        SubjectId ada = importing.call(() -> importing.add(ada()));
        ImportId id =
                importing.call(
                        () -> running("name,mail,phone\nAda Meyer,a@example.org,+493415551234\n"));

        meanwhile(
                id,
                () ->
                        edit(
                                ada,
                                now ->
                                        with(
                                                now,
                                                IntStream.range(0, ContactPoint.MAX_COUNT)
                                                        .mapToObj("a%d@example.org"::formatted)
                                                        .map(mail -> mail.replace("a0@", "a@"))
                                                        .map(ContactPoint::mail)
                                                        .toList())));

        importing.run(
                () -> {
                    assertThat(importing.counts(id).faulty()).isEqualTo(1);
                    assertThat(importing.people().find(ada).orElseThrow().details().contacts())
                            .hasSize(ContactPoint.MAX_COUNT);
                });
    }

    private void edit(SubjectId id, UnaryOperator<PersonDetails> change) {
        PersonService people = importing.people();
        PersonProfile now = people.find(id).orElseThrow();
        people.change(id, now.version(), change.apply(now.details()));
    }

    private static PersonDetails with(PersonDetails known, List<ContactPoint> contacts) {
        return new PersonDetails(
                known.name(),
                known.language(),
                known.city(),
                known.country(),
                known.roles(),
                contacts,
                known.affiliations(),
                known.tags());
    }

    private static PersonDetails ada() {
        return CrmHost.person(
                "Ada",
                "Meyer",
                ContactPoint.mail("a@example.org"),
                ContactPoint.mail("b@example.org"));
    }

    private ImportId rehearsedFor(PersonDetails person) {
        importing.add(person);
        return running(
                """
                name,mail,language,phone,status
                Ada Meyer,a@example.org,it,+493415551234,unsubscribed
                Ada Meyer,b@example.org,,,unsubscribed
                """);
    }

    private ImportId running(String csv) {
        ImportId id = importing.rehearsed(csv);
        importing.inTransaction(
                () -> importing.bean(ImportStore.class).state(id, ImportState.RUNNING));
        return id;
    }

    /** Does something while an import has looked at people and waits to change them. */
    private void meanwhile(ImportId id, Runnable work) {
        meanwhile(work, () -> perform(ImportService.IMPORT, new Run(id, () -> {}))).join();
    }

    private CompletableFuture<?> meanwhile(Runnable first, Runnable other) {
        CompletableFuture<?>[] begun = new CompletableFuture<?>[1];
        importing.inTransaction(
                () -> {
                    first.run();
                    begun[0] = CrmHost.besides(other);
                });
        return begun[0];
    }

    private static PersonDetails in(String city, PersonDetails known) {
        return new PersonDetails(
                known.name(),
                known.language(),
                city,
                known.country(),
                known.roles(),
                known.contacts(),
                known.affiliations(),
                known.tags());
    }

    @Test
    void aDryRunThatBeginsAnewHasMadeNoProgress() {
        ImportId id = importing.call(() -> rehearsed(ImportState.REHEARSING));
        AtomicInteger checkpoints = new AtomicInteger();

        perform(ImportService.REHEARSE, new Run(id, checkpoints::incrementAndGet));

        assertThat(checkpoints).hasValue(0);
        assertThat(importing.call(() -> importing.stage(id))).isEqualTo(ImportState.REHEARSED);
    }

    private ImportId rehearsed(ImportState then) {
        ImportId id = importing.rehearsed(LIST);
        importing.inTransaction(() -> importing.bean(ImportStore.class).state(id, then));
        return id;
    }

    private void perform(String type, Run run) {
        JobHandler handler =
                CrmHost.host().beans(JobHandler.class).stream()
                        .filter(one -> one.type().equals(type))
                        .findFirst()
                        .orElseThrow();
        importing.call(() -> handler.run(run));
    }

    /**
     * A run.
     *
     * @param taken what happens when its rows are in and not yet committed
     */
    private record Run(ImportId about, Runnable taken) implements JobRun {

        @Override
        public JobId id() {
            return new JobId(TimeOrderedUuid.next());
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of(ImportService.PARAMETER, about.toString());
        }

        @Override
        public Optional<String> checkpoint() {
            return Optional.empty();
        }

        @Override
        public <T> Future<T> beside(Callable<T> part) {
            FutureTask<T> task = new FutureTask<>(part);
            task.run();
            return task;
        }

        @Override
        public void moveCheckpoint(String checkpoint) {
            taken.run();
        }

        @Override
        public void progress(long done, long total) {
            // Nobody watches.
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
