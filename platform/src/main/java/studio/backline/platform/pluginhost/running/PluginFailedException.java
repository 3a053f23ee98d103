package studio.backline.platform.pluginhost.running;

import org.jspecify.annotations.Nullable;

/** A plugin threw while it started; in words, since what it threw may be a class of its own. */
public final class PluginFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String kind;

    PluginFailedException(String kind, @Nullable String message) {
        super(kind + ": " + message);
        this.kind = kind;
    }

    /** The class of what was thrown. */
    public String kind() {
        return kind;
    }
}
