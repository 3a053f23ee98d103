package studio.backline.contract.files;

import java.io.IOException;

/**
 * Images of the caller's workspace, drawn anew: what is stored has the picture and nothing else of
 * what came. Any thread that has a caller; needs no transaction.
 */
public interface Images {

    /** Pixels that an image may have at most; a server with little memory takes fewer. */
    int MOST_PIXELS = 50_000_000;

    /** Bytes that an image may come with at most. */
    int MOST_BYTES = 40_000_000;

    /**
     * Stores an image: JPEG, PNG, GIF or WebP by its content. It is turned upright as its camera
     * says, loses place, time, camera, comments and colour profile (it becomes sRGB), of several
     * pictures all but the first, and is written as JPEG where it came as one or as WebP without
     * transparency, else as PNG; its name gets the ending of that. Smaller ones in each {@link
     * ImageSize} are kept with it, at its {@linkplain FileAddress#in address}, and go with it. As
     * any file it is there for now until it is {@linkplain Files#keep kept}.
     *
     * @param file its types, where it names any, are those of what comes
     * @throws FileRefusedException when it is not what it may be, no image that can be read, larger
     *     than an image may be (asked before it is drawn), or there is no room for it
     * @throws IOException when the disk or the writer fails; nothing is stored then
     */
    StoredImage store(NewFile file, Files.Writer writer) throws IOException;
}
