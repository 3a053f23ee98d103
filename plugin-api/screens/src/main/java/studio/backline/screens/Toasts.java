package studio.backline.screens;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.Notification.Position;
import org.jspecify.annotations.Nullable;

/** A line at the foot of the window that says what happened. Never for an error to act on. */
public final class Toasts {

    private static final int MILLISECONDS = 8_000;
    private static final int REFUSED = 12_000;

    // Whoever still reads it, or is about to take something back, has all the time there is.
    private static final String WAITS =
            """
            const card = this._card;
            const wait = () => this.duration =
                card.matches(':hover') || card.matches(':focus-within') ? 0 : $0;
            ['mouseenter', 'mouseleave', 'focusin', 'focusout'].forEach(
                what => card.addEventListener(what, wait));
            """;

    // On a phone the thumb's place belongs to the main action and to the bar.
    private static final String PLACE =
            """
            const narrow = matchMedia('(max-width: 800px)');
            const place = () => this.position = narrow.matches ? 'top-stretch' : 'bottom-start';
            place();
            narrow.addEventListener('change', place);
            this.addEventListener('closed', () => narrow.removeEventListener('change', place));
            """;

    // The keys for it act from everywhere but from a field, which has its own. Whoever presses it
    // is led back to where they were before the line has gone.
    private static final String UNDO =
            """
            const undos = window.blUndos ??= [];
            if (!undos.heard) {
                undos.heard = true;
                window.addEventListener('keydown', event => {
                    const last = undos.findLast(one => one.isConnected && !one.blDone);
                    if (!last || event.key.toLowerCase() !== 'z' || event.shiftKey || event.altKey
                        || !(event.ctrlKey || event.metaKey)
                        || event.composedPath()[0].matches?.('textarea, [contenteditable],'
                            + ' input:not([type=checkbox], [type=radio])')) return;
                    event.preventDefault();
                    last.querySelector('vaadin-button').click();
                }, true);
            }
            undos.splice(0, undos.length, ...undos.filter(one => one.isConnected), card);
            let before = null;
            card.addEventListener('focusin', ({relatedTarget}) => {
                if (!card.contains(relatedTarget)) before = relatedTarget;
            });
            card.addEventListener('click', ({target}) => {
                if (!target.closest('vaadin-button')) return;
                card.blDone = true;
                if (!card.contains(document.activeElement)) return;
                const back = before?.isConnected ? before : document.querySelector('main h1');
                if (back && back.tabIndex < 0) back.tabIndex = -1;
                back?.focus();
            });
            """;

    private Toasts() {}

    /** Says what happened. */
    public static void show(String sentence) {
        open(sentence, "check", Tone.OK, MILLISECONDS, null);
    }

    /**
     * Says what happened, and offers to take it back.
     *
     * @param sentence what happened, to how many
     * @param undo takes it back; runs on the thread of the request that asks for it
     */
    public static void undoable(String sentence, Runnable undo) {
        open(sentence, "check", Tone.OK, MILLISECONDS, undo);
    }

    /** Says that an act was refused, and why; stays a little longer, and is read out at once. */
    public static void refused(String sentence) {
        Notification toast = open(sentence, "warn", Tone.WARN, REFUSED, null);
        toast.setAssertive(true);
    }

    private static Notification open(
            String sentence, String sign, Tone tone, int milliseconds, @Nullable Runnable undo) {
        Notification toast = new Notification();
        toast.setPosition(Position.BOTTOM_START);
        toast.setDuration(milliseconds);
        SvgIcon icon = Icons.of(sign, tone);
        Div line = new Div(icon, new Span(sentence));
        line.addClassName("bl-toast");
        if (undo != null) {
            Button button =
                    new Button(
                            ScreenTexts.get("screens.undo"),
                            click -> {
                                toast.close();
                                undo.run();
                            });
            button.addThemeVariants(ButtonVariant.TERTIARY);
            button.getElement().setAttribute("aria-keyshortcuts", "Control+Z");
            line.add(button);
        }
        toast.add(line);
        toast.getElement().executeJs(PLACE + WAITS + (undo == null ? "" : UNDO), milliseconds);
        toast.open();
        return toast;
    }
}
