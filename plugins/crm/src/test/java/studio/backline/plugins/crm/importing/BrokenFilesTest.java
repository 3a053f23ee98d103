package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.files.Files;
import studio.backline.contract.jobs.JobStatus;
import studio.backline.contract.jobs.Jobs;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.csv.BrokenFileException;
import studio.backline.plugins.crm.csv.BrokenFileException.Fault;
import studio.backline.plugins.crm.csv.CsvShape;
import studio.backline.plugins.crm.importing.ImportSample.Outcome;

/** Files and rows that cannot be taken are told with their reason, and change nothing. */
class BrokenFilesTest {

    private static final String GAP = "#CELL?";
    private static final long FLAT = 16L << 20;

    private final Importing files = new Importing();
    private final ImportService imports = files.imports();

    @Test
    void rowsThatCannotBeTakenComeBackWithTheReason() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    "name,email\nA B,=2+2\nA C,ok@example.org\n\"N\0L\",x@y.example\n");
                    assertThat(files.faults(id))
                            .hasLineCount(3)
                            .contains(",name,email\r\n")
                            .contains(",A B,'=2+2\r\n")
                            .contains(",N\ufffdL,x@y.example\r\n");
                    assertThat(imports.samples(id))
                            .extracting(ImportSample::outcome)
                            .containsExactlyInAnyOrder(
                                    Outcome.FAULTY, Outcome.CREATED, Outcome.FAULTY);
                });
    }

    @Test
    void theReasonStandsUnderItsHeadingHoweverWideTheRowIs() {
        files.run(
                () -> {
                    ImportId id =
                            files.imported(
                                    "name,email,city\nA B,not one,Bonn,,\nDoe, Jane,j@x.example,Köln,\nToo,few\n");
                    List<List<String>> rows = NaughtyRows.read(files.faults(id));
                    assertThat(rows.getFirst())
                            .containsExactly("Why this row was left out", "name", "email", "city");
                    assertThat(rows.get(1))
                            .containsExactly("Mail is no mail address.", "A B", "not one", "Bonn");
                    assertThat(rows.get(2).getFirst()).startsWith("It has 5 cells");
                    assertThat(rows.get(2)).endsWith("Doe", " Jane", "j@x.example", "Köln");
                    assertThat(rows.get(3).getFirst()).startsWith("It has 2 cells").contains(GAP);
                    assertThat(rows.get(3)).endsWith("Too", "few", GAP);

                    ImportId again = files.imported(files.faults(id));
                    assertThat(files.counts(again).created()).isZero();
                    assertThat(NaughtyRows.read(files.faults(again)).get(3))
                            .contains(rows.get(3).getFirst())
                            .endsWith("Too", "few", GAP);
                    String mended =
                            files.faults(id)
                                    .replace("Doe, Jane", "\"Doe, Jane\"")
                                    .replace("not one", "a@x.example");
                    files.imported(mended);
                    assertThat(files.names()).contains("A B", "Jane Doe");
                });
    }

    @Test
    void aShortRowThatNobodyHasMendedIsNeverReadWithItsCellsInOtherColumns() {
        files.run(
                () -> {
                    String header = "name,city,email,web\n";
                    ImportId id =
                            files.imported(header + "Ada,ada@x.example,www.a.example\nBo,Bonn\n");
                    List<List<String>> rows = NaughtyRows.read(files.faults(id));
                    assertThat(rows.get(1)).endsWith("www.a.example", GAP);
                    assertThat(rows.get(2)).endsWith("Bonn", GAP, GAP);

                    // Somebody has put cells in their places, and not taken away what stood there.
                    String halfway = files.faults(id).replace("Ada,", "Ada," + GAP + ",");
                    ImportId again = files.imported(halfway.replace(",www.a.example," + GAP, ",x"));
                    assertThat(files.counts(again).faulty()).isEqualTo(2);
                    files.imported(header + "Ada,,ada@x.example,www.a.example\nBo,Bonn,,\n");
                    assertThat(files.names()).containsExactly("Ada", "Bo");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "gif,1", "gif,8", "gif,40", "bmp,1", "bmp,2", "bmp,9", "png,1", "jpg,1", "tif,1", "tif,4",
        "wbmp,16"
    })
    void anImageIsNoListHoweverSmall(String format, int width) throws IOException {
        BufferedImage image = new BufferedImage(width, width, BufferedImage.TYPE_BYTE_BINARY);
        for (int i = 0; i < width; i++) {
            image.setRGB(i, i * 5 % width, 0xffffff);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        assertThat(fault(out.toByteArray())).isEqualTo(Fault.BINARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A sound, a font and an icon, each as it begins, and a page of WebP.
                "4944330400000000000a54545800000100",
                "774f464600010000000002a4000b0000",
                "0000010001000101020001000100380000001600000028000000",
                "524946461a000000574542505650384c0d0000002f00000010071011118888fe0700"
            })
    void whatElseIsNoTextIsNoListEither(String bytes) {
        assertThat(fault(HexFormat.of().parseHex(bytes))).isEqualTo(Fault.BINARY);
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 100, 400, 1_000, 5_000})
    void bytesThatAreNoTextAreNoList(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        // No NUL, by which a binary file is known best.
        for (int i = 0; i < length; i++) {
            noise[i] = noise[i] == 0 ? 1 : noise[i];
        }
        assertThat(fault(noise)).isEqualTo(Fault.BINARY);
    }

    private Fault fault(byte[] file) {
        return files.call(
                () ->
                        catchThrowableOfType(
                                        BrokenFileException.class,
                                        () -> imports.begin("list.csv", out -> out.write(file)))
                                .fault());
    }

    @Test
    void aNulInTheNameOfAColumnIsShownAndSpoilsNoRow() {
        files.call(
                () -> {
                    ImportDraft draft = files.begun(bytes("na\0me,email\nA B,ab@example.org\n"));
                    assertThat(draft.columns().getFirst().header()).isEqualTo("na\ufffdme");
                    CrmHost.runs(imports, files.rehearsed(draft));
                    assertThat(files.names()).containsExactly("ab@example.org");
                    return draft;
                });
    }

    @Test
    void whatIsNoListIsRefusedAndNothingIsKept() {
        Map<Fault, byte[]> broken =
                Map.of(
                        Fault.EMPTY,
                        new byte[0],
                        Fault.PACKED,
                        new byte[] {'P', 'K', 3, 4, 0, 0, 9, 9},
                        Fault.BINARY,
                        new byte[5_000],
                        Fault.MARKUP,
                        bytes("<html><body>Name,Email</body></html>"),
                        Fault.QUOTES,
                        bytes("a,b\n1,\"two\n3,four\n"));
        files.run(
                () -> {
                    broken.forEach(
                            (fault, bytes) ->
                                    assertThat(refused(out -> out.write(bytes)).fault())
                                            .isEqualTo(fault));
                    assertThat(imports.latest(10)).isEmpty();
                });
    }

    @Test
    void aQuoteThatBreaksFarDownIsToldAndChangesNobodyAndTheFileCanBeDiscarded() {
        String good = "A B,a%d@example.org\n".repeat(10_000);
        files.run(
                () -> {
                    ImportDraft draft = files.begun(bytes("name,email\n" + good + "\"open,x\n"));
                    imports.rehearse(draft.id(), Importing.plan(draft.columns()));
                    // As if it had not been rehearsed: nothing is in, and nothing can be undone.
                    assertThat(files.stage(draft.id())).isEqualTo(ImportState.DRAFT);
                    assertThat(said(draft.id())).contains("10,002", "Nothing was saved");
                    assertThat(files.names()).isEmpty();

                    imports.discard(draft.id());
                    assertThat(imports.latest(10)).isEmpty();
                });
    }

    /** Never held in memory, neither by the test nor by what it tests. */
    @Test
    void aLineOf24MegabytesIsRefusedWithItsNumberInFlatMemory() {
        refuseOneLineOf(24, List.of("\""));
    }

    @Test
    @Tag("soak")
    void aLineOfAGigabyteIsRefusedWithItsNumberInFlatMemory() {
        refuseOneLineOf(1_024, List.of("x", "\"", "x,\n\""));
    }

    private void refuseOneLineOf(int megabytes, List<String> begins) {
        String good = "A B,a@example.org\n".repeat(100);
        for (String begin : begins) {
            LongLine second = new LongLine("name,email\n" + begin, megabytes);
            LongLine last = new LongLine("name,email\n" + good + begin, megabytes);
            files.call(
                    () -> {
                        BrokenFileException refused = refused(second);
                        assertThat(refused.fault()).isEqualTo(Fault.TOO_LONG);
                        assertThat(refused.line()).isEqualTo(second.lines());
                        assertThat(second.growth()).isLessThan(FLAT);
                        assertThat(imports.latest(10)).isEmpty();

                        ImportId id = imports.begin("x.csv", last).id();
                        imports.rehearse(id, Importing.plan(imports.draft(id).columns()));
                        assertThat(files.stage(id)).isEqualTo(ImportState.DRAFT);
                        assertThat(said(id)).contains(last.lines() + "", "Nothing was saved");
                        assertThat(last.growth()).isLessThan(FLAT);
                        imports.discard(id);
                        return id;
                    });
        }
    }

    private BrokenFileException refused(Files.Writer writer) {
        return catchThrowableOfType(
                BrokenFileException.class, () -> imports.begin("x.csv", writer));
    }

    /** What the job of an import came to. */
    private String said(ImportId id) {
        return imports.find(id)
                .flatMap(ImportStatus::job)
                .flatMap(files.bean(Jobs.class)::find)
                .flatMap(JobStatus::message)
                .orElseThrow();
    }

    @Test
    void aWrongGuessOfTheEncodingIsPutRight() throws Exception {
        byte[] csv =
                "name|email\nJiří Zeman|j@example.org\n".getBytes(Charset.forName("windows-1250"));
        files.call(
                () -> {
                    ImportDraft guessed = files.begun(csv);
                    assertThat(guessed.encoding()).isEqualTo("windows-1252");
                    ImportDraft wrong =
                            imports.reshape(
                                    guessed.id(),
                                    new CsvShape(Charset.forName("windows-1250"), ','),
                                    Optional.empty(),
                                    Optional.empty());
                    assertThat(wrong.columns()).hasSize(1);
                    ImportDraft right =
                            imports.reshape(
                                    guessed.id(),
                                    new CsvShape(Charset.forName("windows-1250"), '|'),
                                    Optional.empty(),
                                    Optional.empty());
                    assertThat(right.columns().getFirst().samples()).containsExactly("Jiří Zeman");
                    CrmHost.runs(imports, files.rehearsed(right));
                    assertThat(files.names()).containsExactly("Jiří Zeman");
                    return right;
                });
    }

    @Test
    void lettersFarDownAreShownSoThatAWrongGuessIsSeen() throws Exception {
        String plain = "Ada,a@example.org\nBo,b@example.org\nCy,c@example.org\nDi,d@example.org\n";
        String list = "name,email\n" + plain.repeat(20) + "Œnone,o@example.org\n";
        files.call(
                () -> {
                    ImportDraft draft = files.begun(list.getBytes(Charset.forName("windows-1252")));
                    assertThat(draft.columns().getFirst().samples())
                            .containsExactly("Ada", "Bo", "Œnone", "Cy", "Di");
                    assertThat(draft.columns().getLast().samples())
                            .containsExactly(
                                    "a@example.org",
                                    "b@example.org",
                                    "c@example.org",
                                    "d@example.org");
                    return draft;
                });
    }

    @Test
    void lettersThatAreShownAnywayAreNotShownTwice() throws Exception {
        files.call(
                () -> {
                    ImportDraft draft =
                            files.begun(
                                    bytes("name,email\nAda,a@b.org\nZoë,z@b.org\nChloé,c@b.org\n"));
                    assertThat(draft.columns().getFirst().samples())
                            .containsExactly("Ada", "Zoë", "Chloé");
                    return draft;
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
