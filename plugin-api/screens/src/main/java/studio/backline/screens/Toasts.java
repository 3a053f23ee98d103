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
            line.add(button);
        }
        toast.add(line);
        // On a phone the thumb's place belongs to the main action and to the bar.
        toast.getElement()
                .executeJs(
                        "if (matchMedia('(max-width: 800px)').matches)"
                                + " this.position = 'top-stretch';"
                                + WAITS,
                        milliseconds);
        toast.open();
        return toast;
    }
}
