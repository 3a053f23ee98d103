package studio.backline.platform.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.files.FileRefusedException;
import studio.backline.contract.files.FileRefusedException.Reason;
import studio.backline.contract.files.Files;
import studio.backline.contract.files.ImageSize;
import studio.backline.contract.files.Images;
import studio.backline.contract.files.NewFile;
import studio.backline.contract.files.StoredFile;
import studio.backline.contract.files.StoredImage;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;

/** Images come in as whatever they are, and lie there as pictures. */
class ImagesTest {

    private static final Core CORE = Core.shared();
    private static final PluginHome PLUGIN = PluginHome.of(CORE, "filing-images");

    /** Two by one pixels, lossless. */
    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    private final Files files = CORE.bean(FileStore.class).on(PLUGIN.connection());
    private final Images images = CORE.bean(ImageStore.class).on(PLUGIN.connection());
    private final Caller caller = PLUGIN.newWorkspace();

    @ParameterizedTest
    @CsvSource({
        "jpeg, holiday.jpeg, holiday.jpg, image/jpeg",
        "png, cover.png, cover.png, image/png",
        "gif, dance.gif, dance.png, image/png",
        "png, cover, cover.png, image/png",
        "png, x.jpg, x.png, image/png"
    })
    void itIsDrawnAnewAndItsNameSaysAsWhat(String format, String name, String kept, String type) {
        StoredImage image = store(name, Drawings.of(format, 40, 20));

        assertThat(image.file().name()).isEqualTo(kept);
        assertThat(image.file().type()).isEqualTo(type);
        assertThat(image.width()).isEqualTo(40);
        assertThat(image.height()).isEqualTo(20);
        BufferedImage picture = Drawings.read(read(image.file()));
        assertThat(isRed(picture, 5, 5)).isTrue();
        assertThat(isRed(picture, 30, 5)).isFalse();
    }

    @Test
    void aWebpIsReadToo() {
        StoredImage image = store("cover.webp", WEBP);

        assertThat(image.file().name()).matches("cover\\.(png|jpg)");
        assertThat(image.width()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 60, 30, 5, 5", "2, 60, 30, 55, 5", "3, 60, 30, 55, 25", "4, 60, 30, 5, 25",
        "5, 30, 60, 5, 5", "6, 30, 60, 25, 5", "7, 30, 60, 25, 55", "8, 30, 60, 5, 55",
        "99, 60, 30, 5, 5"
    })
    void aPhotoIsTurnedAsItsCameraWasHeldAndTellsNothingMore(
            int orientation, int width, int height, int redX, int redY) {
        byte[] photo = Drawings.photo(60, 30, orientation);
        assertThat(new String(photo, ISO_8859_1)).contains("canary");

        StoredImage image = store("photo.jpg", photo);

        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
        byte[] kept = read(image.file());
        assertThat(new String(kept, ISO_8859_1)).doesNotContain("canary", "Exif");
        BufferedImage picture = Drawings.read(kept);
        assertThat(isRed(picture, redX, redY)).isTrue();
        assertThat(isRed(picture, width - 1 - redX, height - 1 - redY)).isFalse();
    }

    @Test
    void whatStandsBehindOrBesideThePictureIsGone() {
        byte[] page = "<script>alert('canary')</script>".getBytes(UTF_8);

        StoredImage image = store("both.png", Drawings.join(Drawings.of("png", 8, 8), page));

        assertThat(new String(read(image.file()), ISO_8859_1)).doesNotContain("canary");
    }

    @Test
    void smallerOnesAreThereAndGoWithIt() {
        StoredImage image = store("poster.jpg", Drawings.of("jpeg", 2000, 1000));

        for (ImageSize size : ImageSize.values()) {
            BufferedImage smaller = Drawings.read(shown(image.file(), Optional.of(size)));
            assertThat(smaller.getWidth()).isEqualTo(size.edge());
            assertThat(smaller.getHeight()).isEqualTo(size.edge() / 2);
            assertThat(isRed(smaller, 5, 5)).isTrue();
        }
        assertThat(count("file_content")).isEqualTo(4);
        StoredImage again = store("poster again.jpg", Drawings.of("jpeg", 2000, 1000));
        assertThat(count("file_content")).isEqualTo(4);

        delete(image.file());
        assertThat(shown(again.file(), Optional.of(ImageSize.SMALL))).isNotEmpty();
        delete(again.file());
        assertThat(count("file_content")).isZero();
        assertThat(count("file_thumbnail")).isZero();
        assertThat(PLUGIN.as(caller, CORE.bean(FileStore.class)::used)).isZero();
    }

    @Test
    void whatIsSmallIsShownAsItIs() {
        StoredImage image = store("icon.png", Drawings.of("png", 16, 16));

        assertThat(shown(image.file(), Optional.of(ImageSize.LARGE))).isEqualTo(read(image.file()));
    }

    @Test
    void aSmallFileThatUnfoldsToAHugePictureIsRefusedBeforeItIsDrawn() {
        FileRefusedException refused = refused("bomb.png", Drawings.bomb(100_000, 100_000));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(refused.found()).isEqualTo(10_000_000_000L);
        assertThat(refused.limit()).isBetween(1_000_000L, (long) Images.MOST_PIXELS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><script>alert(1)</script>",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "%PDF-1.7",
                "just words",
                "BM",
                ""
            })
    void whatIsNoImageOfTheFourKindsIsRefusedWhateverItIsCalled(String content) {
        assertThat(refused("cover.png", content.getBytes(UTF_8)).reason())
                .isEqualTo(Reason.NOT_AN_IMAGE);
    }

    @Test
    void brokenOnesAreRefusedAndBreakNothing() {
        Random random = new Random(20261123);
        for (String format : new String[] {"png", "jpeg", "gif"}) {
            byte[] sound = Drawings.of(format, 64, 64);
            for (int round = 0; round < 60; round++) {
                byte[] broken =
                        Arrays.copyOf(sound, sound.length - random.nextInt(sound.length / 2));
                for (int n = 0; n < 6; n++) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
                }
                assertTakenOrRefused(broken, format + " " + round);
            }
        }
    }

    private void assertTakenOrRefused(byte[] broken, String which) {
        try {
            StoredImage image = store("x", broken);
            assertThat(Drawings.read(read(image.file()))).as(which).isNotNull();
        } catch (IllegalStateException e) {
            assertThat(e).as(which).hasCauseInstanceOf(FileRefusedException.class);
        }
    }

    @Test
    void itsLimitsAreThoseOfWhatComes() {
        byte[] image = Drawings.of("png", 100, 100);

        assertThatThrownBy(() -> store(NewFile.named("a.png").atMost(image.length - 1), image))
                .hasStackTraceContaining("more than");
        assertThatThrownBy(() -> store(NewFile.named("a.png").announced(image.length + 1), image))
                .hasStackTraceContaining("announced");
        assertThatThrownBy(() -> store(NewFile.named("a.png").ofTypes("image/jpeg"), image))
                .hasStackTraceContaining("may be of");
        assertThat(count("file_content")).isZero();
    }

    private static boolean isRed(BufferedImage picture, int x, int y) {
        int pixel = picture.getRGB(x, y);
        return (pixel >> 16 & 0xff) > 150 && (pixel & 0xff) < 100;
    }

    private StoredImage store(String name, byte[] content) {
        return store(NewFile.named(name), content);
    }

    private StoredImage store(NewFile file, byte[] content) {
        return PLUGIN.as(caller, () -> images.store(file, out -> out.write(content)));
    }

    private FileRefusedException refused(String name, byte[] content) {
        try {
            store(name, content);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof FileRefusedException refused) {
                return refused;
            }
            throw e;
        }
        throw new AssertionError("It was taken.");
    }

    private byte[] read(StoredFile file) {
        return PLUGIN.as(
                caller,
                () -> {
                    try (InputStream in = files.open(file.id())) {
                        return in.readAllBytes();
                    }
                });
    }

    private byte[] shown(StoredFile file, Optional<ImageSize> size) {
        FileDesk desk = CORE.bean(FileDesk.class);
        desk.serve(
                PLUGIN.connection().id(),
                getClass().getClassLoader(),
                java.util.List.of(any -> true),
                java.util.List.of());
        return PLUGIN.as(
                caller,
                () -> {
                    FileDownloads.Download shown =
                            CORE.bean(FileDownloads.class).find(file.id(), size).orElseThrow();
                    assertThat(shown.isShown()).isTrue();
                    try (InputStream in = shown.open(0, shown.file().size())) {
                        return in.readAllBytes();
                    }
                });
    }

    private void delete(StoredFile file) {
        PLUGIN.as(
                caller,
                () -> {
                    files.delete(file.id());
                    return file;
                });
    }

    private long count(String table) {
        return CORE.behind()
                .sql("select count(*) from backline.%s where workspace_id = ?".formatted(table))
                .param(caller.workspace().value())
                .query(Long.class)
                .single();
    }
}
