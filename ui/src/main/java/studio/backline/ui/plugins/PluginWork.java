package studio.backline.ui.plugins;

import com.vaadin.flow.component.UI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.identity.AccountPrincipal;
import studio.backline.platform.identity.Operators;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.ui.caller.SignedIn;
import studio.backline.ui.text.HostTexts;

/**
 * Does what the plugins screen asks for away from the window's own thread: the lifecycle reaches
 * into every open window, and a window that waited for it would wait for itself.
 */
final class PluginWork {

    private static final Logger LOG = LoggerFactory.getLogger(PluginWork.class);

    private final SignedIn signedIn;
    private final Operators operators;
    private final HostTexts texts;

    PluginWork(SignedIn signedIn, Operators operators, HostTexts texts) {
        this.signedIn = signedIn;
        this.operators = operators;
        this.texts = texts;
    }

    /**
     * Works, then tells the window; at once, that it may not, who is no operator any more.
     *
     * @param ui the window that asked
     * @param work what to do as the one who asks; on a thread of its own
     * @param done told what came of it, with the window's lock
     * @param failed told what went wrong, in words, with the window's lock
     */
    <T> void start(
            UI ui,
            Function<Optional<AccountId>, T> work,
            Consumer<T> done,
            Consumer<String> failed) {
        Optional<AccountId> operator = operator();
        if (operator.isEmpty()) {
            failed.accept(texts.get("error.denied"));
        } else {
            Thread.startVirtualThread(() -> run(ui, () -> work.apply(operator), done, failed));
        }
    }

    private <T> void run(UI ui, Supplier<T> work, Consumer<T> done, Consumer<String> failed) {
        try {
            T result = work.get();
            ui.access(() -> done.accept(result));
        } catch (PluginRefusedException e) {
            ui.access(() -> failed.accept(e.what() + " " + e.remedy()));
        } catch (RuntimeException | Error e) {
            // An error of the plugin's own code, too: the window waits for an answer.
            LOG.error("An act upon a plugin failed.", e);
            ui.access(() -> failed.accept(texts.get("plugins.failed")));
        }
    }

    /** As of now, not as of the sign-in. */
    private Optional<AccountId> operator() {
        return signedIn.find().map(AccountPrincipal::accountId).filter(operators::contains);
    }
}
