package studio.backline.platform.files;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.ImageSize;
import studio.backline.contract.files.Images;
import studio.backline.contract.files.NewFile;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.files.StoredImage;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.files.content.Taken;
import studio.backline.platform.files.image.Darkroom;
import studio.backline.platform.files.image.Picture;

/** Stores images as files, drawn anew and in smaller sizes. */
@Component
public class ImageStore {

    private final FileStore files;
    private final FileTable table;
    private final Darkroom darkroom;
    private final TransactionTemplate transaction;

    ImageStore(
            FileStore files,
            FileTable table,
            Darkroom darkroom,
            PlatformTransactionManager transactions) {
        this.files = files;
        this.table = table;
        this.darkroom = darkroom;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The images of the plugin behind this connection. */
    public Images on(PluginConnection plugin) {
        String role = plugin.id().schema();
        return (file, writer) -> store(role, file, writer);
    }

    private StoredImage store(String role, NewFile file, Files.Writer writer) throws IOException {
        byte[] content = read(file, writer);
        String type = darkroom.type(content, file.name());
        if (!file.welcomes(type)) {
            throw new FileRefusedException(
                    Reason.TYPE_REFUSED,
                    0,
                    0,
                    "The image is of type %s and may be of %s.".formatted(type, file.types()));
        }
        Picture picture = darkroom.draw(content, type);
        StoredFile stored =
                files.store(
                        role,
                        NewFile.named(named(file.name(), picture.ending())),
                        out -> out.write(picture.content()));
        try {
            keepSmaller(stored, picture);
        } catch (IOException | RuntimeException e) {
            files.delete(role, stored.id());
            throw e;
        }
        return new StoredImage(stored, picture.width(), picture.height());
    }

    private void keepSmaller(StoredFile stored, Picture picture) throws IOException {
        Taken image = Objects.requireNonNull(transaction.execute(s -> table.taken(stored.id())));
        for (Map.Entry<ImageSize, byte[]> each : picture.smaller().entrySet()) {
            files.take(
                    NewFile.named(stored.name()),
                    out -> out.write(each.getValue()),
                    taken -> table.addSmaller(image.content(), each.getKey(), taken));
        }
    }

    private static byte[] read(NewFile file, Files.Writer writer) throws IOException {
        long most = Math.min(file.atMost(), Images.MOST_BYTES);
        if (file.length().orElse(0) > most) {
            throw tooLarge(file.length().orElse(0), most);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        writer.writeTo(
                new FilterOutputStream(content) {
                    @Override
                    public void write(int b) throws IOException {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        if (content.size() + (long) length > most) {
                            throw tooLarge(content.size() + (long) length, most);
                        }
                        content.write(bytes, offset, length);
                    }
                });
        long announced = file.length().orElse(content.size());
        if (announced != content.size()) {
            throw new FileRefusedException(
                    Reason.LENGTH_DIFFERS,
                    content.size(),
                    announced,
                    "The image was announced with %d bytes and came with %d."
                            .formatted(announced, content.size()));
        }
        return content.toByteArray();
    }

    private static FileRefusedException tooLarge(long found, long most) {
        return new FileRefusedException(
                Reason.TOO_LARGE, found, most, "The image has more than %d bytes.".formatted(most));
    }

    /** Its ending says what it has become. */
    private static String named(String name, String ending) {
        String clean = FileName.of(name);
        int dot = clean.lastIndexOf('.');
        return (dot > 0 ? clean.substring(0, dot) : clean) + "." + ending;
    }
}
