package studio.backline.plugins.crm.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists as spreadsheets save them where they do not save Unicode. */
class GuessEncodingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "windows-1250 > Imię;Nazwisko;Miasto/Łukasz;Wójcik;Łódź/Agnieszka;Dąbrowska;Kraków",
                "ISO-8859-2 > Imię;Nazwisko;Miasto/Łukasz;Wójcik;Łódź/Agnieszka;Dąbrowska;Kraków",
                "windows-1250 > Name;E-mail/Anna Nowak;anna@example.org/Paweł Nowak;p@example.org",
                "windows-1250 > name;mail/Antonín Dvořák;a@example.org/Leoš Janáček;c@example.org/Jiří Novák;j@example.org",
                "ISO-8859-2 > Jméno;Město/Jiří Růžička;Plzeň/Tomáš Novák;České Budějovice",
                "windows-1250 > Meno;Mesto/Ľubomír Kováč;Košice/Štefan Tóth;Žilina/Ján;Prešov",
                "windows-1250 > Név;Város/Szőke László;Győr/Tóth Gergő;Pécs/Űr Jenő;Buda",
                "windows-1250 > Ime;Grad/Marko Šimić;Zagreb/Ivana Đurđević;Poreč/Ana Kovačić;Pula",
                "windows-1250 > Name;Ort/Jörg Müller;Görlitz/Paweł Wiśniewski;Zgorzelec",
                "windows-1252 > Name;Preis/Jörg;5 €",
                "windows-1252 > Name;Ort/Jörg Müller;Köln/Bärbel Groß;Düsseldorf",
                "windows-1252 > name,total/René,£12.00/Ada,£7.00/Bo,£9.00/Cy,£1.00",
                "windows-1252 > name/José García/Nicolò",
                "windows-1252 > name,note/Bo,He said “hi” – it’s fine/Jo,l’été “là”",
                "windows-1252 > Nafn/Þórður Sigurðsson/Björk Guðmundsdóttir/Ásta Ægisdóttir",
                "windows-1252 > Nimi/Tõnu Kõrvits/Ülo Väli/Arvo Pärt",
                "windows-1252 > n,c/José García,Córdoba/Nicolò,Forlì/Jörg Weiß,Köln/Søren,Århus/"
                        + "Hélène,Besançon/João Conceição,São Paulo/Zoë,Genève",
                "windows-1252 > Muñoz,Peña,Pérez,Studio®",
                "windows-1252 > André,René,Léa,Zoé,Hélène,Pelé,Musik®",
                "windows-1252 > Müller,Anaïs,m³",
                "windows-1252 > Müller,Jäger,10µm",
                "windows-1252 > Müller,Schröder,Jäger,Groß,Köhler,Steinway® Haus,Bäcker,Grün,STUDIO®",
                "windows-1254 > Ad;Şehir/Ayşe Yılmaz;İstanbul/Çağlar Güneş;Eskişehir",
                "windows-1257 > Vardas;Miestas/Žydrūnas;Šiauliai/Dalia Grybauskaitė;Panevėžys",
                "windows-1251 > name,mail/Иван Петров,ip@example.org/Ольга Смирнова,os@example.org",
                "KOI8-R > Имя;Фамилия/Иван;Петров/Ольга;Смирнова",
                "windows-1253 > Όνομα;Πόλη/Γιώργος;Αθήνα/Μαρία;Θεσσαλονίκη",
                "windows-31j > 名前,メール/山田太郎,yamada@example.org/鈴木花子,suzuki@example.org",
                "GB18030 > 姓名,邮箱/王小明,wang@example.org/李伟,li@example.org",
                "x-windows-949 > 이름,이메일/김철수,kim@example.org/이영희,lee@example.org"
            })
    void theLettersOfAListTellItsEncoding(Charset encoding, String list) throws Exception {
        String text = list.replace("/", "\r\n") + "\r\n";
        for (int times : new int[] {1, 40}) {
            byte[] bytes = text.repeat(times).getBytes(encoding);
            assertThat(new String(bytes, guess(bytes))).isEqualTo(text.repeat(times));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "windows-1252 > Cœur de pirate/Sœur Sourire",
                "windows-1252 > CŒUR DE PIRATE/SŒUR SOURIRE",
                "windows-1252 > Les Œuvres/Bœuf sur le toit/Nœud/Vœux/Chœur",
                "windows-1252 > Phœnix/Œdipe/Le Fœtus/Lœb/Mœbius",
                "windows-1252 > Kœnig/Schœlcher/Bœhm/Stœhr/Rœderer",
                "windows-1252 > Cœur de pirate/Œnologie",
                "windows-1252 > Jörg Müller/Cœur de pirate/Sœur Sourire",
                "windows-1250 > Jaśkiewicz/Wiśniewski",
                "windows-1250 > WIŚNIEWSKA/LEŚNIAK",
                "windows-1250 > Wiśniewski",
                "windows-1250 > Jaś",
                "windows-1250 > Śmigły/Śmigły",
                "windows-1250 > Śliwa/Święta",
                "windows-1250 > Ścibor/Śpiewak/Średnicki/Śniadek",
                "windows-1250 > Mścisław/Wścieklica/Lśniewski/Garść",
                "windows-1250 > Kościuszko/Prośba/Rydz-Śmigły",
                "windows-1250 > Jörg Müller/Wiśniewski/Kościuszko",
                "windows-1250 > Wiśniewski/Kościuszko/Śiwa"
            })
    void theNeighboursOfALetterTellAnOeFromAnSWithAnAcute(Charset encoding, String list)
            throws Exception {
        String plain = "Name\r\n" + "Ada Lovelace\r\n".repeat(50);
        for (int times : new int[] {1, 40}) {
            String text = plain + (list.replace("/", "\r\n") + "\r\n").repeat(times);
            byte[] bytes = text.getBytes(encoding);
            assertThat(new String(bytes, guess(bytes))).isEqualTo(text);
        }
    }

    @Test
    void lettersFarDownTellTheEncodingToo() throws Exception {
        byte[] bytes =
                ("a,b\n" + "x,y\n".repeat(200_000) + "Paweł,Łódź\nŚwięta,Żory\n")
                        .getBytes(Charset.forName("windows-1250"));
        assertThat(guess(bytes)).isEqualTo(Charset.forName("windows-1250"));
    }

    private static Charset guess(byte[] bytes) throws Exception {
        HeadStream head = new HeadStream(OutputStream.nullOutputStream());
        head.write(bytes);
        return head.shape().encoding();
    }
}
