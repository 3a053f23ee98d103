package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobRun;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.testkit.flat.FlatHost;

/** How far an import is, is told from its beginning on. */
class WatchAnImportTest {

    private static final int ROWS = 2_500;

    private final FlatHost host = CrmHost.host();
    private final ImportService imports = host.bean(ImportService.class);
    private final Caller caller = host.newWorkspace();

    @Test
    void itsLengthIsKnownBeforeTheFirstRowAndTheFirstStepIsSmall() {
        ImportId id = host.call(caller, () -> rehearsed());
        Told told = new Told(id);
        JobHandler handler =
                host.beans(JobHandler.class).stream()
                        .filter(one -> one.type().equals(ImportService.IMPORT))
                        .findFirst()
                        .orElseThrow();

        host.jobs().keepWaiting();
        host.run(caller, () -> imports.run(id));
        host.call(caller, () -> handler.run(told));
        host.jobs().resumeAll();

        assertThat(told.steps)
                .containsExactly(
                        List.of(0L, (long) ROWS),
                        List.of(1_000L, (long) ROWS),
                        List.of((long) ROWS, (long) ROWS));
    }

    private ImportId rehearsed() throws Exception {
        StringBuilder csv = new StringBuilder("name,mail\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("Guest %1$d,g%1$d@example.org\n".formatted(i));
        }
        ImportDraft draft =
                imports.begin(
                        "guests.csv",
                        out -> out.write(csv.toString().getBytes(StandardCharsets.UTF_8)));
        imports.rehearse(
                draft.id(),
                new ImportPlan(
                        draft.columns(),
                        LawfulBasis.CONSENT,
                        "The guest book",
                        LocalDate.of(2026, 11, 1),
                        Set.of(),
                        Set.of(),
                        ""));
        return draft.id();
    }

    /** A run that keeps what it is told. */
    private static final class Told implements JobRun {

        private final JobId id = new JobId(TimeOrderedUuid.next());
        private final ImportId about;
        private final List<List<Long>> steps = new ArrayList<>();

        Told(ImportId about) {
            this.about = about;
        }

        @Override
        public JobId id() {
            return id;
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
        public void moveCheckpoint(String checkpoint) {
            // Nothing dies here.
        }

        @Override
        public void progress(long done, long total) {
            steps.add(List.of(done, total));
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
