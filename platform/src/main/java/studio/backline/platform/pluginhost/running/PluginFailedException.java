package studio.backline.platform.pluginhost.running;

/** A plugin threw while it started; the cause is what it threw. */
final class PluginFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PluginFailedException(Throwable thrown) {
        super(thrown);
    }
}
