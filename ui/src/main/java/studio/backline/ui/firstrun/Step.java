package studio.backline.ui.firstrun;

import java.util.Locale;

/** The pages of the wizard, in their order. */
enum Step {
    CODE,
    YOU,
    PLAYS,
    SHEET,
    OPEN;

    /** Its place in the address. */
    String path() {
        return "/first-run/" + word();
    }

    /** Its word in addresses, file names and message keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How it stands to the page that is open: {@code done}, {@code now} or {@code todo}. */
    public String standing(Step open) {
        if (this == open) {
            return "now";
        }
        return ordinal() < open.ordinal() ? "done" : "todo";
    }
}
