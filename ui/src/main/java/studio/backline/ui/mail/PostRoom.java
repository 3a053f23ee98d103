package studio.backline.ui.mail;

import com.vaadin.flow.component.UI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.mail.MailCheck;
import studio.backline.platform.mail.MailDesk;
import studio.backline.platform.mail.MailSetup;
import studio.backline.platform.mail.MailTransports;
import studio.backline.platform.work.Sending;
import studio.backline.ui.caller.SignedIn;

/**
 * What the screen of mail works with.
 *
 * @param signedIn who asks; whether they may is asked at each act
 */
record PostRoom(
        MailSetup setup,
        MailTransports transports,
        MailCheck check,
        MailDesk desk,
        Sending sending,
        SignedIn signedIn) {

    private static final Logger LOG = LoggerFactory.getLogger(PostRoom.class);

    AccountId operator() {
        return signedIn.require().accountId();
    }

    String address() {
        return signedIn.require().email();
    }

    /**
     * Asks somebody who may take long, away from the window, and tells it then.
     *
     * @param told with the window's lock; empty where the asking itself failed
     */
    <T> void ask(UI ui, Supplier<T> question, Consumer<Optional<T>> told) {
        Thread.startVirtualThread(
                () -> {
                    Optional<T> answer = Optional.empty();
                    try {
                        answer = Optional.of(question.get());
                    } catch (RuntimeException e) {
                        LOG.error("A question about mail failed.", e);
                    }
                    Optional<T> known = answer;
                    ui.access(() -> told.accept(known));
                });
    }
}
