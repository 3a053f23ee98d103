package studio.backline.distribution;

/** How large a window is. */
enum WindowSize {
    /** A desk. */
    DESK(1280, 900),
    /** A phone's width. */
    PHONE(390, 844),
    /** A phone under a thumb: with the bar at its foot. */
    TOUCHED_PHONE(390, 844);

    private final int width;
    private final int height;

    WindowSize(int width, int height) {
        this.width = width;
        this.height = height;
    }

    boolean isTouched() {
        return this == TOUCHED_PHONE;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
