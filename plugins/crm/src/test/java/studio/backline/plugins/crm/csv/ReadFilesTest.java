package studio.backline.plugins.crm.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.plugins.crm.csv.BrokenFileException.Fault;

class ReadFilesTest {

    private static final String TEXT = "Name,Ort\r\nJörg,Łódź\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32LE", "UTF-32BE"})
    void tellsUnicodeInFourBytesByItsMark(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        byte[] bytes = ("\ufeff" + TEXT).getBytes(charset);
        assertThat(shape(bytes).encoding()).isEqualTo(charset);
        assertThat(cells(bytes)).containsExactly(List.of("Name", "Ort"), List.of("Jörg", "Łódź"));
    }

    @Test
    void aNulSpoilsItsOwnRowAlone() throws Exception {
        assertThat(rows(utf8("Na\0me,Ort\nA,B\nC\0\0,D\n")))
                .containsExactly(
                        new CsvRow(1, List.of("Na\ufffdme", "Ort"), true),
                        new CsvRow(2, List.of("A", "B")),
                        new CsvRow(3, List.of("C\ufffd\ufffd", "D"), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Export of contacts\n\n",
                "Export of contacts\r\n",
                "Export of contacts,,\nmade on 2024-05-01,,\n,,\n",
                "Contacts, 2024\n\n",
                "\"Contacts\nof May\"\n"
            })
    void theTitleOfAReportIsNoRow(String title) throws Exception {
        String table = "Name,Ort,Mail\nJo,Köln,jo@example.org\n\"A\nB\",,\n";
        byte[] bytes = utf8(title + table);
        assertThat(shape(bytes).separator()).isEqualTo(',');
        long above = title.lines().count();
        assertThat(rows(bytes))
                .containsExactly(
                        new CsvRow(above + 1, List.of("Name", "Ort", "Mail")),
                        new CsvRow(above + 2, List.of("Jo", "Köln", "jo@example.org")),
                        new CsvRow(above + 3, List.of("A\nB", "", "")));
        assertThat(broken(utf8(title + table + "\"x\"y,,\n")).line()).isEqualTo(above + 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mail\na@example.org,\nb@example.org,\n",
                "Mail\na@example.org\nb@example.org\n",
                ",Mail,\nJo,jo@example.org,\nBo,bo@example.org,\n",
                "Jo\nBo,Köln\n",
                "Name,Ort\n\nJo,Köln\n"
            })
    void aNarrowRowIsNoTitle(String text) throws Exception {
        assertThat(rows(utf8(text)).getFirst().line()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndAsOnAnyMachine(String end) throws Exception {
        byte[] bytes = utf8("A;B" + end + "Jo;a,b,c,d" + end + "Bo;a,b,c,d,e" + end);
        assertThat(shape(bytes).separator()).isEqualTo(';');
        assertThat(cells(bytes)).contains(List.of("Bo", "a,b,c,d,e")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void tellsUnicodeWithAndWithoutItsMark(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        for (String text : List.of(TEXT, "\ufeff" + TEXT)) {
            byte[] bytes = text.getBytes(charset);
            assertThat(shape(bytes).encoding()).isEqualTo(charset);
            assertThat(cells(bytes))
                    .containsExactly(List.of("Name", "Ort"), List.of("Jörg", "Łódź"));
        }
    }

    @Test
    void rowsOfNothingButEmptyCellsAreLeftOut() throws Exception {
        assertThat(rows(utf8(",,\nA,B,C\n,,\nx,,\n , ,\n  \n,,z\n,,\n,,\n")))
                .containsExactly(
                        new CsvRow(2, List.of("A", "B", "C")),
                        new CsvRow(4, List.of("x", "", "")),
                        new CsvRow(7, List.of("", "", "z")));
    }

    @Test
    void takesWhatIsNotUnicodeForWindows() throws Exception {
        byte[] bytes = "Name;Preis\nJörg;5 €\n".getBytes(Charset.forName("windows-1252"));
        assertThat(shape(bytes).separator()).isEqualTo(';');
        assertThat(cells(bytes)).contains(List.of("Jörg", "5 €"));
    }

    @Test
    void aSingleUmlautFarDownStillTellsTheEncoding() throws Exception {
        byte[] bytes =
                ("a,b\n" + "x,y\n".repeat(200_000) + "Jörg,z\n")
                        .getBytes(Charset.forName("windows-1252"));
        assertThat(shape(bytes).encoding()).isEqualTo(Charset.forName("windows-1252"));
    }

    @Test
    void aBadByteInUnicodeSpoilsItsOwnRowAlone() throws Exception {
        byte[] bytes = utf8("Name,Ort\n" + "Łukasz,Łódź\n".repeat(20) + "A#B,x\n\ud83d\udfff,y\n");
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('#')] = (byte) 0xff;
        assertThat(shape(bytes).encoding()).isEqualTo(StandardCharsets.UTF_8);
        List<CsvRow> rows = rows(bytes);
        assertThat(rows).filteredOn(CsvRow::damaged).hasSize(1);
        assertThat(rows.get(21)).isEqualTo(new CsvRow(22, List.of("A\ufffdB", "x"), true));
        assertThat(rows.get(22).cells()).containsExactly("\ud83d\udfff", "y");
        assertThat(rows.get(1).cells()).containsExactly("Łukasz", "Łódź");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\n", "\ufeffsep=;\r\n", "\"sep=;\"\n"})
    void theLineInWhichExcelNamesTheSeparatorIsTakenAtItsWord(String first) throws Exception {
        byte[] bytes = utf8(first + "Name;a,b,c\nJörg;d,e,f\n");
        assertThat(shape(bytes).separator()).isEqualTo(';');
        assertThat(rows(bytes))
                .containsExactly(
                        new CsvRow(2, List.of("Name", "a,b,c")),
                        new CsvRow(3, List.of("Jörg", "d,e,f")));
    }

    @Test
    void barsSeparateToo() throws Exception {
        assertThat(shape(utf8("Name|Ort\nJo|Köln, Bonn\n")).separator()).isEqualTo('|');
    }

    @Test
    void commasInQuotesDoNotHideSemicolons() throws Exception {
        byte[] bytes = utf8("a;b\n\"x,y,z\";1\n\"q,r\";2\n");
        assertThat(shape(bytes).separator()).isEqualTo(';');
        assertThat(shape(utf8("a\tb\nx, y\tz\n")).separator()).isEqualTo('\t');
    }

    @Test
    void quotedLineBreaksStayInTheirCell() throws Exception {
        assertThat(cells(utf8("a,b\n\"one\ntwo\",\"say \"\"hi\"\"\"\n")))
                .contains(List.of("one\ntwo", "say \"hi\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aRowHasTheNumberThatASpreadsheetShows(String end) throws Exception {
        String text = "a,b;1,\"2;;3\";;;\"4;5;\",6;\"a;b\",\"c;d\";7,8;".replace(";", end);
        assertThat(rows(utf8(text))).extracting(CsvRow::line).containsExactly(1L, 2L, 5L, 6L, 7L);
    }

    @Test
    void saysInWhichLineAQuoteIsWrong() {
        assertThat(broken(utf8("a,b\n1,2\n\"x\"y,3\n")))
                .satisfies(
                        e -> {
                            assertThat(e.fault()).isEqualTo(Fault.QUOTES);
                            assertThat(e.line()).isEqualTo(3);
                        });
        assertThat(broken(utf8("a,b\n1,2\n\"x,3\n")).fault()).isEqualTo(Fault.QUOTES);
        assertThat(broken(utf8("a,b\n1,\"2\n3\n4\"\n\n\"x\"y,3\n")).line()).isEqualTo(6);
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(refused(new byte[0]).fault()).isEqualTo(Fault.EMPTY);
        assertThat(refused(utf8(" \n\n")).fault()).isEqualTo(Fault.EMPTY);
        assertThat(refused(new byte[] {'P', 'K', 3, 4}).fault()).isEqualTo(Fault.PACKED);
        assertThat(refused(utf8("BZh91AY&SY")).fault()).isEqualTo(Fault.PACKED);
        assertThat(refused(utf8("\n<html><body>Jo</body></html>")).fault()).isEqualTo(Fault.MARKUP);
        assertThat(refused(utf8("<?xml version=\"1.0\"?>")).fault()).isEqualTo(Fault.MARKUP);
        assertThat(refused(utf8("[\n {\"name\": \"Jo\"}]")).fault()).isEqualTo(Fault.OBJECTS);
        assertThat(refused(utf8("{\"name\": \"Jo\"}\n")).fault()).isEqualTo(Fault.OBJECTS);
        byte[] noise = new byte[10_000];
        new Random(7).nextBytes(noise);
        assertThat(refused(noise).fault()).isEqualTo(Fault.BINARY);
    }

    @Test
    void aLineWithoutAnEndIsRefusedBeforeItFillsTheMemory() {
        for (String begin : List.of("a,b\nx", "a,b\n\"x", "a,b\n1,2\n\"x\n")) {
            AtomicLong given = new AtomicLong();
            InputStream endless =
                    new SequenceInputStream(
                            new ByteArrayInputStream(utf8(begin)),
                            new InputStream() {
                                @Override
                                public int read() {
                                    given.incrementAndGet();
                                    return 'x';
                                }
                            });
            CsvShape shape = new CsvShape(StandardCharsets.UTF_8, ',');
            assertThat(broken(endless, shape).fault()).isEqualTo(Fault.TOO_LONG);
            assertThat(given.get()).isLessThan(4L << 20);
        }
        assertThat(broken(utf8("a,".repeat(300) + "\n")).fault()).isEqualTo(Fault.TOO_WIDE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49",
                "-x",
                "@me",
                "\tx",
                "'=x",
                "''@",
                "＝1",
                "＋49",
                "－x",
                "＠me",
                "'＝x",
                "'plain",
                "plain",
                "",
                "x;=cmd|'/c calc'!A0;y",
                "x;'=1",
                "x; \"''=1\"",
                "\t=1",
                "'\t'=1",
                "a\n+49\r\n'@b\r'c",
                "x;＝1",
                "x; 'y';='z",
                "a;\t=1;;-"
            })
    void whatASpreadsheetMustNotCalculateReadsBackEqual(String value) {
        String cell = CsvCells.neutral(value);
        assertThat(cell).doesNotMatch("(?s)[=+\\-@＝＋－＠\t\r\n].*");
        assertThat(cell).doesNotMatch("(?s).*[;\t\r\n][ \"]*[=+\\-@＝＋－＠].*");
        assertThat(CsvCells.value(cell)).isEqualTo(value);
    }

    @Test
    void cellsOfSeveralValuesAreTakenApart() {
        assertThat(CsvCells.values("a, b;c ::: d")).containsExactly("a", "b", "c", "d");
        assertThat(CsvCells.values("a, b\n")).containsExactly("a, b");
        assertThat(CsvCells.values("a\r\nb")).containsExactly("a", "b");
        assertThat(CsvCells.labelled("a@b.c [work \\[1]\\\\]"))
                .isEqualTo(new CsvCells.Labelled("a@b.c", "work [1]\\"));
        assertThat(CsvCells.labelled("odd [name] []"))
                .isEqualTo(new CsvCells.Labelled("odd [name]", ""));
    }

    @Test
    void contactCardsAreCalledWhatTheyAre() {
        assertThat(refused(utf8("\ufeffBEGIN:VCARD\r\nVERSION:3.0\r\nN:Knoll;Karl;;;\r\n")).fault())
                .isEqualTo(Fault.CARDS);
    }

    private static CsvShape shape(byte[] bytes) throws IOException, BrokenFileException {
        HeadStream head = new HeadStream(OutputStream.nullOutputStream());
        head.write(bytes);
        return head.shape();
    }

    private static List<List<String>> cells(byte[] bytes) throws IOException, BrokenFileException {
        return rows(bytes).stream().map(CsvRow::cells).toList();
    }

    private static List<CsvRow> rows(byte[] bytes) throws IOException, BrokenFileException {
        return rows(new ByteArrayInputStream(bytes), shape(bytes));
    }

    private static List<CsvRow> rows(InputStream in, CsvShape shape)
            throws IOException, BrokenFileException {
        List<CsvRow> all = new ArrayList<>();
        try (CsvRows rows = new CsvRows(in, shape)) {
            Optional<CsvRow> row = rows.next();
            while (row.isPresent()) {
                all.add(row.get());
                row = rows.next();
            }
        }
        return all;
    }

    private static BrokenFileException broken(byte[] bytes) {
        return catchThrowableOfType(BrokenFileException.class, () -> cells(bytes));
    }

    private static BrokenFileException broken(InputStream in, CsvShape shape) {
        return catchThrowableOfType(BrokenFileException.class, () -> rows(in, shape));
    }

    private static BrokenFileException refused(byte[] bytes) {
        return catchThrowableOfType(BrokenFileException.class, () -> shape(bytes));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
