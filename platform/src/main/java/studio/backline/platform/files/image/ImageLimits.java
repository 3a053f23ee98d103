package studio.backline.platform.files.image;

import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;
import studio.backline.contract.files.Images;

/**
 * What an image may have.
 *
 * @param pixels at most
 */
record ImageLimits(long pixels) {

    /** Of a picture as it is read, and once more as it is drawn, with something to spare. */
    private static final int BYTES_FOR_A_PIXEL = 16;

    /** As far as this server's memory goes. */
    static ImageLimits ofThisServer() {
        return new ImageLimits(
                Math.min(Images.MOST_PIXELS, Runtime.getRuntime().maxMemory() / BYTES_FOR_A_PIXEL));
    }

    void require(int width, int height) throws FileRefusedException {
        long found = (long) width * height;
        if (found > pixels) {
            throw new FileRefusedException(
                    Reason.TOO_MANY_PIXELS,
                    found,
                    pixels,
                    "The image has %d × %d pixels, and %d are the most."
                            .formatted(width, height, pixels));
        }
    }
}
