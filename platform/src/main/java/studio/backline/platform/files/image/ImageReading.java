package studio.backline.platform.files.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;

/** Reads the first picture of an image, whose size is asked before anything is drawn. */
final class ImageReading {

    /** Readers by media type: nothing else of what this Java can read is let near a file. */
    private static final Map<String, String> FORMATS =
            Map.of(
                    "image/jpeg", "jpeg",
                    "image/png", "png",
                    "image/gif", "gif",
                    "image/webp", "webp");

    private final ImageLimits limits;

    ImageReading(ImageLimits limits) {
        this.limits = limits;
    }

    BufferedImage read(byte[] content, String type) throws FileRefusedException {
        String format = FORMATS.get(type);
        if (format == null) {
            throw notAnImage("is of type " + type, null);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw notAnImage("is of a format that this Java does not read: " + format, null);
        }
        ImageReader reader = readers.next();
        // In memory: the picture is nobody's to find in a folder for temporary files.
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            limits.require(reader.getWidth(0), reader.getHeight(0));
            return Upright.turn(reader.read(0), type, content);
        } catch (FileRefusedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers throw whatever comes to them when a file is made to break them.
            throw notAnImage("cannot be read as " + format, e);
        } finally {
            reader.dispose();
        }
    }

    private static FileRefusedException notAnImage(String what, @Nullable Exception cause) {
        FileRefusedException refused =
                new FileRefusedException(Reason.NOT_AN_IMAGE, 0, 0, "The file " + what + ".");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }
}
