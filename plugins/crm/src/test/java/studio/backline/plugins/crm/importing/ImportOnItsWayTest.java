package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.rows.ChunkReader;
import studio.backline.plugins.crm.party.PartyFilter;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PeopleSort;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.tag.TagService;

/**
 * What an import tells while it runs, and how its next rows come in while the last are on their
 * way.
 */
class ImportOnItsWayTest {

    private static final int ROWS = ChunkReader.FIRST + 500;
    private static final int LAST = ROWS - 1;

    private final Importing importing = new Importing();

    @Test
    void namesAndNoesOfTwoChunksComeTogether() {
        ImportId id = importing.call(this::list);

        runs(id, () -> {});

        importing.run(
                () -> {
                    assertThat(importing.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(importing.counts(id).created()).isEqualTo(ROWS);
                    assertThat(importing.people().count(PartyFilter.ALL)).isEqualTo(ROWS);
                    assertThat(importing.allOrganisations()).hasSize(2);
                    assertThat(importing.standing("Person 0 Berg"))
                            .isEqualTo(Standing.State.WITHDRAWN);
                    assertThat(importing.standing("Person %d Berg".formatted(LAST)))
                            .isEqualTo(Standing.State.WITHDRAWN);
                });
    }

    @Test
    void itsLengthIsKnownBeforeTheFirstRowAndItsFirstStepIsSmall() {
        ImportId id = importing.call(this::list);

        Run run = runs(id, () -> {});

        assertThat(run.steps)
                .startsWith(0L)
                .endsWith((long) ROWS)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(run.checkpoints).containsExactly("1000", String.valueOf(ROWS));
    }

    @Test
    void whoIsMadeMeanwhileIsNotMadeTwice() {
        ImportId id = importing.call(this::list);

        runs(
                id,
                () ->
                        CrmHost.besides(() -> importing.run(() -> importing.add(person(LAST - 1))))
                                .join());

        importing.run(
                () -> {
                    assertThat(importing.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(importing.counts(id).created()).isEqualTo(ROWS - 1L);
                    assertThat(importing.people().count(PartyFilter.ALL)).isEqualTo(ROWS);
                });
    }

    @Test
    void whatItNamesAndSomebodyDeletesMeanwhileIsMadeAnew() {
        importing.run(() -> importing.add(CrmHost.person("Known", "Before")));
        ImportId id = importing.call(this::list);

        perform(new Interrupted(id));

        importing.run(
                () -> {
                    assertThat(importing.stage(id)).isEqualTo(ImportState.DONE);
                    assertThat(importing.counts(id).created()).isEqualTo(ROWS);
                    assertThat(importing.people().count(PartyFilter.ALL)).isEqualTo(ROWS + 1L);
                    PersonDetails early = details("Person 0 Berg");
                    assertThat(early.tags()).isEmpty();
                    assertThat(early.affiliations()).isEmpty();
                    PersonDetails late = details("Person 1002 Berg");
                    assertThat(late.tags()).containsExactly("Club");
                    assertThat(late.affiliations()).containsExactly(new Affiliation("Hall 0", ""));
                    assertThat(importing.allOrganisations()).hasSize(2);
                    importing.imports().undo(id);
                    assertThat(importing.names()).containsExactly("Known Before");
                    assertThat(importing.allOrganisations()).isEmpty();
                });
    }

    private PersonDetails details(String name) {
        return importing
                .people()
                .page(PartyFilter.search(name), PeopleSort.NAME, Optional.empty(), false, 1)
                .rows()
                .stream()
                .map(row -> importing.people().find(row.id()).orElseThrow().details())
                .findFirst()
                .orElseThrow();
    }

    /** Who stops it is heard first by the rows on their way; the next must not pass them. */
    @Test
    void noRowsPassOthersThatAStopTookBack() {
        ImportId id = importing.call(this::list);
        Stopped run = new Stopped(id);

        perform(run);

        importing.run(
                () -> {
                    assertThat(run.checkpoints).isEmpty();
                    assertThat(importing.counts(id).rows()).isZero();
                    assertThat(importing.names()).containsExactly("Person 0 Berg");
                });
    }

    private static PersonDetails person(int number) {
        return CrmHost.person("Person %d".formatted(number), "Berg", mail(number));
    }

    private static ContactPoint mail(int number) {
        return ContactPoint.mail("p%d@example.org".formatted(number));
    }

    /** The first and the last share an address, and both say no. */
    private ImportId list() {
        ImportId id =
                importing.rehearsed(
                        IntStream.range(0, ROWS)
                                .mapToObj(
                                        n ->
                                                "Person %d,Berg,%s,%s,Hall %d,%s"
                                                        .formatted(
                                                                n,
                                                                mail(n % LAST).value(),
                                                                n % 3 == 0 ? "Club" : "Choir",
                                                                n % 2,
                                                                n % LAST == 0
                                                                        ? "unsubscribed"
                                                                        : ""))
                                .collect(
                                        Collectors.joining(
                                                "\n",
                                                "first name,last name,mail,tags,organisation,status\n",
                                                "\n")));
        importing.inTransaction(
                () -> importing.bean(ImportStore.class).state(id, ImportState.RUNNING));
        return id;
    }

    /**
     * @param between what happens when the first rows are in and not yet committed, and the next
     *     have begun
     */
    private Run runs(ImportId id, Runnable between) {
        Run run = new Run(id, between);
        perform(run);
        assertThat(run.second.getCount()).as("parts that have not begun").isZero();
        return run;
    }

    private void perform(Run run) {
        JobHandler handler =
                CrmHost.host().beans(JobHandler.class).stream()
                        .filter(one -> one.type().equals(ImportService.IMPORT))
                        .findFirst()
                        .orElseThrow();
        importing.call(() -> handler.run(run));
    }

    /** Somebody else comes before its first rows do, which alone hear that it is to stop. */
    private final class Stopped extends Run {

        private final Thread handler = Thread.currentThread();
        private final CountDownLatch goesOn = new CountDownLatch(2);

        Stopped(ImportId about) {
            super(about, () -> {});
        }

        @Override
        public <T> Future<T> beside(Callable<T> part) {
            CrmHost.besides(() -> importing.run(() -> importing.add(person(0)))).join();
            return super.beside(
                    () -> {
                        assertThat(goesOn.await(1, TimeUnit.MINUTES)).isTrue();
                        return part.call();
                    });
        }

        @Override
        public boolean cancelled() {
            goesOn.countDown();
            return Thread.currentThread() != handler;
        }
    }

    /** When its first rows are in, somebody deletes a tag and an organisation that they name. */
    private final class Interrupted extends Run {

        private boolean deleted;

        Interrupted(ImportId about) {
            super(about, () -> {});
        }

        @Override
        public void moveCheckpoint(String checkpoint) {
            checkpoints.add(checkpoint);
        }

        @Override
        public void progress(long done, long total) {
            if (done == ChunkReader.FIRST && !deleted) {
                deleted = true;
                CrmHost.besides(() -> importing.run(this::delete)).join();
            }
        }

        private void delete() {
            TagService tags = importing.bean(TagService.class);
            tags.all().stream()
                    .filter(tag -> tag.name().equals("Club"))
                    .forEach(tag -> tags.delete(tag.id()));
            importing.organisations().delete(importing.organisation("Hall 0"));
        }
    }

    /** A run with threads, whose first rows wait for the next to begin. */
    private class Run implements JobRun {

        private final ImportId about;
        private final Runnable between;
        private final CountDownLatch second = new CountDownLatch(2);
        private final List<Long> steps = new ArrayList<>();
        final List<String> checkpoints = new ArrayList<>();

        Run(ImportId about, Runnable between) {
            this.about = about;
            this.between = between;
        }

        @Override
        public <T> Future<T> beside(Callable<T> part) {
            FutureTask<T> task = new FutureTask<>(() -> importing.call(part));
            Thread.ofPlatform().daemon().start(task);
            second.countDown();
            return task;
        }

        @Override
        public void moveCheckpoint(String checkpoint) {
            checkpoints.add(checkpoint);
            if (checkpoints.size() > 1) {
                return;
            }
            try {
                assertThat(second.await(1, TimeUnit.MINUTES)).as("the next have begun").isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            between.run();
        }

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
        public void progress(long done, long total) {
            assertThat(total).isEqualTo(ROWS);
            steps.add(done);
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
