package studio.backline.platform.files.image;

import java.util.Map;
import studio.backline.contract.files.ImageSize;

/**
 * An image, drawn anew.
 *
 * @param content as it is to be stored
 * @param ending of its name, after the dot
 * @param width in pixels
 * @param height in pixels
 * @param smaller the same in the sizes that it is larger than
 */
public record Picture(
        byte[] content, String ending, int width, int height, Map<ImageSize, byte[]> smaller) {}
