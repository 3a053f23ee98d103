package studio.backline.ui.errors;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;
import studio.backline.ui.screen.OpenWindows;

/**
 * Whether the server still starts its plugins; tells the windows that wait for one when it does no
 * longer.
 */
@Component
class OpeningHouse implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

    private final OpenWindows windows;
    private volatile boolean opening = true;

    OpeningHouse(OpenWindows windows) {
        this.windows = windows;
    }

    boolean isOpening() {
        return opening;
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> change) {
        opening = change.getState() != ReadinessState.ACCEPTING_TRAFFIC;
        if (!opening) {
            windows.tellEach(NotFoundView::lookAgain);
        }
    }
}
