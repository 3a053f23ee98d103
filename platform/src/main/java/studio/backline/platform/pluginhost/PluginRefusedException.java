package studio.backline.platform.pluginhost;

/**
 * A plugin, or an act upon one, is refused. Nothing has changed. Both texts are fit to be shown.
 */
public final class PluginRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String what;
    private final String remedy;

    /**
     * @param code stable, for programs and tests: {@code not-a-zip}
     * @param what what is wrong, in a sentence
     * @param remedy what to do about it, in a sentence
     */
    public PluginRefusedException(String code, String what, String remedy) {
        super(what + " " + remedy);
        this.code = code;
        this.what = what;
        this.remedy = remedy;
    }

    @Override
    public String getMessage() {
        return what + " " + remedy;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
