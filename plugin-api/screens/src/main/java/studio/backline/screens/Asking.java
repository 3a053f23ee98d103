package studio.backline.screens;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** A question before something that has no way back. Where there is one, act and offer it. */
public final class Asking {

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
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(question);
        dialog.setText(consequence);
        dialog.setCancelable(true);
        dialog.setCancelText(keep);
        dialog.setConfirmText(act);
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirm -> then.run());
        dialog.open();
    }
}
