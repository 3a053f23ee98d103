package studio.backline.platform.files.image;

import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a photo as its camera was held (EXIF 2.32, tag Orientation), and its colours into sRGB. */
final class Upright {

    private static final Logger log = LoggerFactory.getLogger(Upright.class);

    /** Eight ways to hold it; whatever else is said is none. */
    private static final int MOST = 8;

    private Upright() {}

    static BufferedImage turn(BufferedImage image, String type, byte[] content) {
        int orientation = type.equals("image/jpeg") ? orientation(content) : 1;
        boolean alpha = image.getColorModel().hasAlpha();
        int wanted = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        boolean plain =
                image.getType() == wanted || image.getType() == BufferedImage.TYPE_3BYTE_BGR;
        if (orientation == 1 && plain) {
            return image;
        }
        boolean lying = orientation >= 5;
        int width = lying ? image.getHeight() : image.getWidth();
        int height = lying ? image.getWidth() : image.getHeight();
        BufferedImage upright = new BufferedImage(width, height, wanted);
        Graphics2D graphics = upright.createGraphics();
        graphics.drawImage(
                image, transform(orientation, image.getWidth(), image.getHeight()), null);
        graphics.dispose();
        return upright;
    }

    /** From where pixels stand in the file to where they are looked at. */
    private static AffineTransform transform(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static int orientation(byte[] content) {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            List<JPEGSegment> found = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
            return found.isEmpty() ? 1 : orientation(found.getFirst());
        } catch (IOException | RuntimeException e) {
            log.debug("What a camera wrote beside its picture cannot be read.", e);
            return 1;
        }
    }

    private static int orientation(JPEGSegment exif) throws IOException {
        try (InputStream data = exif.data()) {
            // A byte of padding stands before it.
            data.skipNBytes(1);
            try (ImageInputStream in = new MemoryCacheImageInputStream(data)) {
                Directory directory = new TIFFReader().read(in);
                Entry entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
                return entry != null
                                && entry.getValue() instanceof Number number
                                && number.intValue() >= 1
                                && number.intValue() <= MOST
                        ? number.intValue()
                        : 1;
            }
        }
    }
}
