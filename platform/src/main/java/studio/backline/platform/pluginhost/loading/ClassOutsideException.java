package studio.backline.platform.pluginhost.loading;

/** A plugin asked for a class that it may not see. Its message says which, and why. */
public final class ClassOutsideException extends ClassNotFoundException {

    private static final long serialVersionUID = 1L;

    ClassOutsideException(String message) {
        super(message);
    }
}
