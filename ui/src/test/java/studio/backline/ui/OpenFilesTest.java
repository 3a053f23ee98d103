package studio.backline.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.files.FileAddress;
import studio.backline.contract.files.FileId;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.files.FileDesk;
import studio.backline.testkit.Page;
import studio.backline.testkit.Visitor;

/** Files at their addresses: who opens them, and what browsers are told to make of them. */
class OpenFilesTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};
    private static final PluginId PLUGIN = new PluginId("gallery");
    private static final Set<FileId> SHOWN = ConcurrentHashMap.newKeySet();

    @TempDir static Path folder;
    private static TestHouse house;
    private static Visitor visitor;

    @BeforeAll
    static void open() {
        house = TestHouse.open(folder);
        visitor = house.signIn();
        house.bean(FileDesk.class)
                .serve(
                        PLUGIN,
                        OpenFilesTest.class.getClassLoader(),
                        List.of(SHOWN::contains),
                        List.of());
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void aMemberOpensAnImageInPlaceAndItRunsNothing() {
        Page page = visitor.open(store("cover.png", PNG));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).contains("image/png");
        assertThat(page.header("Content-Disposition").orElseThrow()).startsWith("inline");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Content-Security-Policy")).contains("sandbox; default-src 'none'");
        assertThat(page.header("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(page.header("Cache-Control")).contains("private, no-cache");
    }

    @Test
    void inASizeThatItDoesNotHaveAnImageIsShownAsItIs() {
        String path = store("icon.png", PNG);

        assertThat(visitor.open(path + "/small").header("ETag"))
                .isEqualTo(visitor.open(path).header("ETag"));
        assertThat(visitor.open(path + "/huge").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "cover.png, <!doctype html><script>alert(1)</script>, text/html",
        "logo.svg, <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>, image/svg+xml",
        "rider.pdf, %PDF-1.7, application/pdf",
        "notes.txt, just words, text/plain"
    })
    void whatCouldRunIsSavedAndNotShown(String name, String content, String type) {
        Page page = visitor.open(store(name, content.getBytes(UTF_8)));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith(type);
        assertThat(page.header("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void itsNameComesThroughInAnyLettersAndBreaksNothing() {
        Page page = visitor.open(store("Łódź \"live\"; x=1\r\nX-Bad: y.txt", "a".getBytes(UTF_8)));

        assertThat(page.header("Content-Disposition"))
                .contains(
                        "attachment; filename=\"__d_ _live__ x_1  X-Bad_ y.txt\";"
                                + " filename*=UTF-8''%C5%81%C3%B3d%C5%BA%20%22live%22%3B%20x%3D1"
                                + "%20%20X-Bad%3A%20y.txt");
        assertThat(page.header("X-Bad")).isEmpty();
    }

    @Test
    void partsOfItComeByRangeAndItsHeadWithoutIt() {
        byte[] song = "abcdefghij".repeat(20_000).getBytes(UTF_8);
        String path = store("song.txt", song);

        String part = answer("GET", path, "Range: bytes=65530-65545");
        assertThat(part)
                .startsWith("HTTP/1.1 206")
                .contains("Content-Range: bytes 65530-65545/200000\r\n", "Content-Length: 16\r\n")
                .endsWith("\r\n\r\n" + new String(song, 65530, 16, UTF_8));
        assertThat(answer("GET", path, "Range: bytes=-3"))
                .startsWith("HTTP/1.1 206")
                .endsWith("\r\n\r\n" + new String(song, 199_997, 3, UTF_8));
        assertThat(answer("GET", path, "Range: bytes=200000-"))
                .startsWith("HTTP/1.1 416")
                .contains("Content-Range: bytes */200000\r\n");
        assertThat(answer("HEAD", path, "Accept: */*"))
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: 200000\r\n", "Accept-Ranges: bytes\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void whatABrowserHasIsNotSentAgain() {
        String path = store("again.txt", "again".getBytes(UTF_8));
        String tag = visitor.open(path).header("ETag").orElseThrow();

        assertThat(answer("GET", path, "If-None-Match: " + tag))
                .startsWith("HTTP/1.1 304")
                .endsWith("\r\n\r\n");
        assertThat(answer("GET", path, "Range: bytes=0-0\r\nIf-Range: " + tag))
                .startsWith("HTTP/1.1 206");
        assertThat(answer("GET", path, "Range: bytes=0-0\r\nIf-Range: \"other\""))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void strangersAreAskedToSignInAndOthersFindNothing() {
        String path = store("ours.txt", "ours".getBytes(UTF_8));
        Visitor guest = house.guest("Guest", Role.VIEWER);
        assertThat(guest.open(path).body()).isEqualTo("ours");
        assertThat(house.visitor().open(path).url().getPath()).isEqualTo("/sign-in");

        house.takeOut("guest@backline.test");
        Page refused = guest.open(path);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body()).doesNotContain("ours");
    }

    @Test
    void whatThePluginDoesNotShowIsNotThereNorWhatNoPluginAnswersFor() {
        String path = store("secret.txt", "secret".getBytes(UTF_8));
        SHOWN.clear();
        assertThat(visitor.open(path).status()).isEqualTo(404);

        FileId others = house.store(new PluginId("silent"), "x.txt", "x".getBytes(UTF_8));
        SHOWN.add(others);
        assertThat(visitor.open(address(others)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files/",
                "files/x/y",
                "files/%2e%2e/%2e%2e/etc/passwd",
                "files/00000000-0000-7000-8000-000000000000/00000000-0000-7000-8000-000000000000",
                "files/00000000-0000-7000-8000-000000000000/..%2f..%2fnode"
            })
    void anythingElseIsNoAddressOfAFile(String path) {
        Page page = visitor.open(path);
        assertThat(page.status()).isIn(400, 404);
    }

    @Test
    void aFileOfAnotherWorkspaceIsNotFoundUnderOnesOwn() {
        FileId mine = house.store(PLUGIN, "mine.txt", "mine".getBytes(UTF_8));
        SHOWN.add(mine);
        WorkspaceId other = house.found(TestHouse.MAIL, "Zander House");

        assertThat(visitor.open(new FileAddress(other, mine).toString()).status()).isEqualTo(404);
        assertThat(visitor.open(address(new FileId(UUID.randomUUID()))).status()).isEqualTo(404);
        assertThat(visitor.open(address(mine)).body()).isEqualTo("mine");
    }

    @Test
    void screensMayShowAndPlayTheHousesOwnFiles() {
        String policy = visitor.open("").header("Content-Security-Policy").orElseThrow();

        assertThat(policy).contains("img-src 'self'", "media-src 'self'");
    }

    private static String store(String name, byte[] content) {
        FileId id = house.store(PLUGIN, name, content);
        SHOWN.add(id);
        return address(id);
    }

    private static String address(FileId id) {
        return new FileAddress(house.workspace(), id).toString();
    }

    private static String answer(String method, String path, String header) {
        String cookie =
                visitor.cookies().stream()
                        .map(each -> each.getName() + "=" + each.getValue())
                        .reduce((one, other) -> one + "; " + other)
                        .orElse("");
        return house.answerTo(
                "%s /%s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n%s"
                        .formatted(method, path, cookie, header));
    }
}
