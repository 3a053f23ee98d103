package studio.backline.platform.files.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.ImageSize;
import studio.backline.platform.files.type.TypeDetector;

/**
 * Draws images anew, one at a time: a picture takes hundreds of megabytes while it is drawn,
 * however small its file.
 */
@Component
public class Darkroom {

    private final TypeDetector types;
    private final ImageReading reading;
    private final Semaphore place = new Semaphore(1, true);
    private boolean ready;

    Darkroom(TypeDetector types) {
        this.types = types;
        this.reading = new ImageReading(ImageLimits.ofThisServer());
    }

    /** The media type of a file's content, by which a plugin says what is welcome. */
    public String type(byte[] content, String name) {
        return types.detect(content, name);
    }

    /**
     * An image drawn anew.
     *
     * @throws FileRefusedException when it is no image that can be read, or a too large one
     */
    public Picture draw(byte[] content, String type) throws IOException {
        place.acquireUninterruptibly();
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        // Readers are looked for once for the whole house: none of a plugin's may be among them.
        thread.setContextClassLoader(Darkroom.class.getClassLoader());
        try {
            if (!ready) {
                ImageIO.setUseCache(false);
                ImageIO.scanForPlugins();
                ready = true;
            }
            return develop(content, type);
        } finally {
            thread.setContextClassLoader(former);
            place.release();
        }
    }

    private Picture develop(byte[] content, String type) throws IOException {
        BufferedImage image = reading.read(content, type);
        boolean jpeg =
                type.equals("image/jpeg")
                        || type.equals("image/webp") && !image.getColorModel().hasAlpha();
        Map<ImageSize, byte[]> smaller = new EnumMap<>(ImageSize.class);
        BufferedImage larger = image;
        for (ImageSize size : List.of(ImageSize.values()).reversed()) {
            if (Math.max(image.getWidth(), image.getHeight()) > size.edge()) {
                larger = Shrinking.to(larger, size.edge());
                smaller.put(size, ImageWriting.write(larger, jpeg));
            }
        }
        return new Picture(
                ImageWriting.write(image, jpeg),
                jpeg ? "jpg" : "png",
                image.getWidth(),
                image.getHeight(),
                smaller);
    }
}
