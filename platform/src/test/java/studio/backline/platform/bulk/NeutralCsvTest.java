package studio.backline.platform.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeutralCsvTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "plain,text¦plain,text",
                "=1+1,@sum,+49 30,-7¦'=1+1,'@sum,'+49 30,'-7",
                "a=b,2-1,O'Neill,'quoted'¦a=b,2-1,O'Neill,'quoted'",
                "'=1,''=1,'O¦''=1,'''=1,'O",
                "\"=a,b\",\"x\"¦\"'=a,b\",\"x\"",
                "\"'=a,b\",\"'=a\"\"\"¦\"''=a,b\",\"''=a\"\"\"",
                "\"\",\"\"\"\",\"\"\"=\"¦,\"\"\"\",\"\"\"=\"",
                ",,¦,,",
                "\"a\"\",=b\",=c¦\"a\"\",=b\",'=c",
                "Łódź,=ß¦Łódź,'=ß",
                "x;=cmd|'/c calc'!A0;y,x;y,;-1,;¦x;'=cmd|'/c calc'!A0;y,x;y,;'-1,;",
                "x;'=1,x;''+1,x; '@a,x;  =1,x;＝1,x;a=1¦x;''=1,x;'''+1,x; ''@a,x;  '=1,x;'＝1,x;a=1",
                "\"x;\"\"=1\"\",y\",\"a;\",=1,\"a;\"\"\"¦\"x;\"\"'=1\"\",y\",\"a;\",'=1,\"a;\"\"\"",
                "＝1,＋1,－1,＠a,'＝,！,ａ¦'＝1,'＋1,'－1,'＠a,''＝,！,ａ"
            })
    void whatASpreadsheetWouldCalculateGetsAnApostrophe(String row, String written)
            throws IOException {
        assertThat(through(row + "\n")).isEqualTo(written + "\n");
    }

    @Test
    void soDoesWhatBeginsWithATabOrABreak() throws IOException {
        assertThat(through("\ta,\"\n=b\",\"\r\"\n")).isEqualTo("'\ta,\"'\n'=b\",\"'\r\"\n");
    }

    @Test
    void soDoesASignBehindATabOrABreak() throws IOException {
        assertThat(through("a\t=b,\"a\n+b\r\n@c\r-d\n e\n\",\t=b\n"))
                .isEqualTo("a\t'=b,\"a\n'+b\r\n'@c\r'-d\n e\n\",'\t'=b\n");
    }

    @Test
    void aRowMayBeLongerThanTheBuffer() throws IOException {
        String row = "=,".repeat(300_000) + "\n";
        assertThat(through("a\n", row, "b\n")).isEqualTo("a\n" + row.replace("=", "'=") + "b\n");
        String cut = ";=".repeat(300_000) + "\n";
        assertThat(through(cut)).isEqualTo(cut.replace("=", "'="));
    }

    private static String through(String... rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NeutralCsv csv = new NeutralCsv(out);
        for (String row : rows) {
            csv.write(row.getBytes(StandardCharsets.UTF_8));
        }
        csv.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
