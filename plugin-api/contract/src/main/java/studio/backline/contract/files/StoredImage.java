package studio.backline.contract.files;

/**
 * An image that was stored.
 *
 * @param file the image as a file, to be kept and deleted as any
 * @param width in pixels, as it is looked at
 * @param height in pixels
 */
public record StoredImage(StoredFile file, int width, int height) {}
