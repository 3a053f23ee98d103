package studio.backline.ui.health;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.platform.health.Diagnosis;
import studio.backline.platform.health.Doctor;
import studio.backline.platform.identity.Operators;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HostTexts;

/**
 * Has the house looked at away from the window's own thread: one of those who look may visit the
 * house by its own front door, and a window would wait for itself.
 */
final class HealthDesk {

    private static final Logger LOG = LoggerFactory.getLogger(HealthDesk.class);

    private final Doctor doctor;
    private final SignedIn signedIn;
    private final Operators operators;

    HealthDesk(Doctor doctor, SignedIn signedIn, Operators operators) {
        this.doctor = doctor;
        this.signedIn = signedIn;
        this.operators = operators;
    }

    /**
     * Looks, then tells the window, with its lock.
     *
     * @throws PermissionDeniedException for who is no operator any more
     */
    void look(UI ui, Consumer<List<Diagnosis>> told) {
        if (!operators.contains(signedIn.require().accountId())) {
            throw new PermissionDeniedException(HousePermissions.OPERATE);
        }
        Locale language = HostTexts.readerLocale();
        Thread.startVirtualThread(
                () -> {
                    List<Diagnosis> found = doctor.examine(language);
                    try {
                        ui.access(() -> told.accept(found));
                    } catch (UIDetachedException gone) {
                        LOG.debug("Nobody is at the window any more", gone);
                    }
                });
    }
}
