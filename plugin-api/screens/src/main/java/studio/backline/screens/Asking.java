package studio.backline.screens;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;

/** A question before something that has no way back. Where there is one, act and offer it. */
public final class Asking {

    private static final String WIDTH = "440px";

    private Asking() {}

    /**
     * Asks.
     *
     * @param question what would happen, as a question, to what or how many
     * @param consequence what stays and what does not
     * @param keep the button that leaves all as it is
     * @param act the button that says what will happen
     * @param then does it
     */
    public static void before(
            String question, String consequence, String keep, String act, Runnable then) {
        Dialog dialog = told(question, consequence);
        Button stay = new Button(keep, click -> dialog.close());
        Button go =
                new Button(
                        act,
                        click -> {
                            dialog.close();
                            then.run();
                        });
        go.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        dialog.getFooter().add(stay, go);
        // Whoever presses Enter twice has asked, and not answered.
        open(dialog, stay);
    }

    /**
     * Says what went wrong, until it is read.
     *
     * @param what what happened
     * @param why the reason, and what to do
     * @param close the button that closes it
     */
    public static void toRead(String what, String why, String close) {
        Dialog dialog = told(what, why);
        Button button = new Button(close, click -> dialog.close());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        dialog.getFooter().add(button);
        open(dialog, button);
    }

    /** Opens it with the focus where a slip of the hand does no harm. */
    private static void open(Dialog dialog, Button safe) {
        dialog.addOpenedChangeListener(
                change -> {
                    if (change.isOpened()) {
                        safe.focus();
                    }
                });
        dialog.open();
    }

    private static Dialog told(String title, String text) {
        Dialog dialog = new Dialog();
        dialog.setRole("alertdialog");
        dialog.setHeaderTitle(title);
        dialog.setWidth(WIDTH);
        dialog.add(new Paragraph(text));
        return dialog;
    }
}
