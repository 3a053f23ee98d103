package studio.backline.distribution;

/** Leaves a picture of the window in target/screenshots when a walk fails. */
final class Pictures {

    private Pictures() {}

    static void onFailure(Window window, String name, Runnable walk) {
        try {
            walk.run();
        } catch (RuntimeException | Error e) {
            window.picture(name);
            throw e;
        }
    }
}
