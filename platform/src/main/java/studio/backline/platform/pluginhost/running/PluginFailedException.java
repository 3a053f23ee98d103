package studio.backline.platform.pluginhost.running;

/** A plugin threw while it started; in words, since what it threw may be a class of its own. */
final class PluginFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PluginFailedException(String thrown) {
        super(thrown);
    }
}
