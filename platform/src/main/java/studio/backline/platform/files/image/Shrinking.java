package studio.backline.platform.files.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Makes a picture smaller. */
final class Shrinking {

    private Shrinking() {}

    /** The same picture with a longer edge of so many pixels. */
    static BufferedImage to(BufferedImage image, int edge) {
        double factor = (double) edge / Math.max(image.getWidth(), image.getHeight());
        int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        BufferedImage step = image;
        // A pixel is made of its neighbours only: by halves, all of them have their share.
        while (step.getWidth() >= 2 * width && step.getHeight() >= 2 * height) {
            step = draw(step, step.getWidth() / 2, step.getHeight() / 2);
        }
        return draw(step, width, height);
    }

    private static BufferedImage draw(BufferedImage image, int width, int height) {
        int type =
                image.getColorModel().hasAlpha()
                        ? BufferedImage.TYPE_INT_ARGB
                        : BufferedImage.TYPE_INT_RGB;
        BufferedImage drawn = new BufferedImage(width, height, type);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return drawn;
    }
}
