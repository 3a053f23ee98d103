package studio.backline.distribution;

/** How large a window is. */
enum WindowSize {
    /** A desk. */
    DESK(1280, 900),
    /** A phone. */
    PHONE(390, 844);

    private final int width;
    private final int height;

    WindowSize(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
