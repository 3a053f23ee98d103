package studio.backline.screens;

import java.util.Locale;

/** What a colour means. It always comes with an icon and a word. */
public enum Tone {
    /** Kept, proven, may be mailed. */
    OK,
    /** A gap, bounced, getting old. */
    WARN,
    /** Withdrawn, failed, erased. */
    BAD,
    /** A remark, a neutral notice. */
    INFO,
    /** New. */
    NEW,
    /** Less strong than ink. */
    FAINT;

    /** The name of its CSS class. */
    public String css() {
        return "bl-" + name().toLowerCase(Locale.ROOT);
    }
}
