package studio.backline.platform.files.type;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeDetectorTest {

    private static final TypeDetector TYPES = new TypeDetector();

    @ParameterizedTest
    @CsvSource({
        "'\\x89PNG\\r\\n\\x1a\\n\\0\\0\\0\\rIHDR', cover.png, image/png",
        "'\\xff\\xd8\\xff\\xe0\\0\\x10JFIF\\0', cover.txt, image/jpeg",
        "'GIF89a\\x01\\0\\x01\\0', x.gif, image/gif",
        "'RIFF\\x10\\0\\0\\0WEBPVP8 ', x.webp, image/webp",
        "'RIFF\\x10\\0\\0\\0WAVEfmt ', song.wav, audio/vnd.wave",
        "'ID3\\x03\\0\\0\\0\\0\\0\\0', song.mp3, audio/mpeg",
        "'fLaC\\0\\0\\0\\\"', song.flac, audio/x-flac",
        "'name,mail\\r\\nLiv,liv@example.org', fans.csv, text/csv",
        "'name,mail\\r\\nLiv,liv@example.org', fans.png, text/plain",
        "'just words', notes, text/plain",
        "'%PDF-1.7\\n', rider.pdf, application/pdf",
        "'', empty.png, application/octet-stream"
    })
    void contentIsAskedAndTheNameOnlyForWhatItCannotSay(String content, String name, String type) {
        assertThat(TYPES.detect(bytes(content), name)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "'<!doctype html><script>alert(1)</script>', cover.png",
        "'<html><body onload=alert(1)>', cover.jpg",
        "'\\n\\n  <script>alert(1)</script>', cover.gif",
        "'<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>', cover.png",
        "'<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>', cover.svg",
        "'%PDF-1.7', cover.png",
        "'MZ\\x90\\0\\x03', song.mp3",
        "'\\0\\x01\\x02\\x03', cover.png",
        "'PK\\x03\\x04', cover.jpeg",
        "'', cover.png"
    })
    void whatOnlyCallsItselfAnImageIsNotShown(String content, String name) {
        assertThat(SafeTypes.isShown(TYPES.detect(bytes(content), name))).isFalse();
    }

    @Test
    void noMessageOfTheCorpusIsShownWhateverItIsCalled() throws Exception {
        Path corpus = Path.of(System.getProperty("backline.root", "."), "../shared/corpora/mime");
        Assumptions.assumeTrue(
                Files.isDirectory(corpus), () -> "The messages are not at " + corpus);
        try (Stream<Path> messages = Files.list(corpus)) {
            for (Path message : messages.toList()) {
                assertThat(SafeTypes.isShown(TYPES.detect(Files.readAllBytes(message), "a.png")))
                        .as(message.toString())
                        .isFalse();
            }
        }
    }

    private static byte[] bytes(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char at = escaped.charAt(i);
            if (at != '\\') {
                text.append(at);
                continue;
            }
            char kind = escaped.charAt(++i);
            if (kind == 'x') {
                text.append((char) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                text.append("0\0r\rn\n\"\"".charAt("0\0r\rn\n\"\"".indexOf(kind) + 1));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }
}
