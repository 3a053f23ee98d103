package studio.backline.ui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.tenancy.TimeOrderedUuid;
import studio.backline.screens.JobProgress;

class JobProgressTest {

    private final UI ui = new UI();
    private final Div place = new Div();
    private final AtomicInteger told = new AtomicInteger();

    @BeforeEach
    void openAWindow() {
        UI.setCurrent(ui);
        ui.add(place);
    }

    @AfterEach
    void closeIt() {
        UI.setCurrent(null);
    }

    @Test
    void oneThatPutsItselfThereAgainForAJobThatHasEndedDoesSoOnceALook() {
        show(JobState.CANCELLED);
        assertThat(told).hasValue(0);

        look();
        assertThat(told).hasValue(1);
        look();
        assertThat(told).hasValue(2);
    }

    @Test
    void oneThatWaitsSaysSo() {
        show(JobState.PLANNED);
        assertThat(place.getElement().getTextRecursively()).contains("Waits for its turn");
        show(JobState.RUNNING);
        assertThat(place.getElement().getTextRecursively()).contains("3 of 10");
    }

    @Test
    void itLooksNoMoreWhenItIsTakenAway() {
        show(JobState.DONE);
        place.removeAll();
        look();
        assertThat(told).hasValue(0);
    }

    private void show(JobState state) {
        JobStatus job =
                new JobStatus(
                        new JobId(TimeOrderedUuid.next()),
                        "tally.count",
                        state,
                        3,
                        10,
                        Optional.empty(),
                        Instant.EPOCH);
        place.removeAll();
        place.add(
                new JobProgress(
                        "Counting",
                        () -> Optional.of(job),
                        ended -> {
                            told.incrementAndGet();
                            show(state);
                        }));
    }

    private void look() {
        ComponentUtil.fireEvent(ui, new PollEvent(ui, false));
    }
}
