package studio.backline.contract.files;

import java.util.Locale;

/** The sizes in which an image is kept beside its own, smaller ones only where it is larger. */
public enum ImageSize {
    /** For a row of a list. */
    SMALL(96),
    /** For a card. */
    MEDIUM(320),
    /** For a page. */
    LARGE(1280);

    private final int edge;

    ImageSize(int edge) {
        this.edge = edge;
    }

    /** The longer edge, in pixels, at most. */
    public int edge() {
        return edge;
    }

    /** As it stands in an address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
