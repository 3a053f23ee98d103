package studio.backline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestFolderTest {

    @ParameterizedTest
    @ValueSource(strings = {"exits", "is told to end"})
    void what_a_run_has_made_goes_when_its_jvm(String ends) throws Exception {
        Process run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                TestFolderTest.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Path folder = Path.of(run.inputReader(StandardCharsets.UTF_8).readLine());
        assertThat(folder.resolve("data/keys/one")).exists();

        if (ends.equals("exits")) {
            run.getOutputStream().close();
        } else {
            run.destroy();
        }

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(folder).doesNotExist();
    }

    /** The run: says where its folder is, and lives until its input ends. */
    public static void main(String[] arguments) throws IOException {
        Path folder = TestFolder.untilTheEnd("test");
        Files.createDirectories(folder.resolve("data/keys"));
        Files.writeString(folder.resolve("data/keys/one"), "1");
        System.out.println(folder);
        System.in.transferTo(System.out);
    }
}
