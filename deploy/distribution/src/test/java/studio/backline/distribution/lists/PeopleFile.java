package studio.backline.distribution.lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A list of people as people really have it: a byte-order mark, semicolons, columns named in their
 * own words, quotes and line breaks inside cells, names in many scripts, rows twice, broken
 * addresses, and some who said no.
 */
public final class PeopleFile {

    /** Who is searched for: three letters without the accents find her. */
    public static final Entry WANTED = new Entry("Zofia", "Krzemykówna", "zofia@example.org");

    /** Where everybody in it lives. */
    public static final String CITY = "Kraków";

    private static final List<Entry> AWKWARD =
            List.of(
                    new Entry("Antonín", "Dvořák", "dvorak@example.org"),
                    new Entry("Łucja", "Łódzka-Żak", "lucja@example.org"),
                    new Entry("Jean \"Django\"", "O'Neill; Sr.", "django@example.org"),
                    new Entry("Mary\u00a0Ann", "van der  Meer", "meer@example.org"),
                    new Entry("李", "小龍", "li@example.org"),
                    new Entry("محمد", "علي", "ali@example.org"),
                    new Entry("Zoe\u0308", "Müller-Größe", "zoe@example.org"),
                    new Entry("👩🏽‍🎤", "Stage Only", "emoji@example.org"),
                    new Entry("Robert'); DROP TABLE person;--", "Tables", "bobby@example.org"),
                    new Entry("<b>Bold</b>", "<script>alert(1)</script>", "tags@example.org"),
                    new Entry("NULL", "undefined", "null@example.org"));

    private static final List<String> GIVEN =
            List.of("Ada", "Björn", "Chloé", "Dmitri", "Elif", "Femi", "Gisela", "Hàn", "Íris");
    private static final List<String> FAMILY =
            List.of("Ahlers", "Brûlé", "Çelik", "Đorđević", "Eßer", "Fjøsne", "García", "Horvát");

    private final Path path;
    private final List<Entry> good;
    private final int leftOut;

    private PeopleFile(Path path, List<Entry> good, int leftOut) {
        this.path = path;
        this.good = good;
        this.leftOut = leftOut;
    }

    /** One person of the file. */
    public record Entry(String given, String family, String mail) {}

    /** Writes a file with so many people who can be imported, and some rows that cannot. */
    public static PeopleFile write(Path folder, int people) {
        List<Entry> good = new ArrayList<>(AWKWARD);
        good.add(WANTED);
        Random random = new Random(2026);
        while (good.size() < people) {
            int n = good.size();
            good.add(
                    new Entry(
                            GIVEN.get(random.nextInt(GIVEN.size())),
                            FAMILY.get(random.nextInt(FAMILY.size())) + " " + n,
                            "fan" + n + "@example.org"));
        }
        StringBuilder csv = new StringBuilder("\uFEFFVorname;Nachname;E-Mail;Stadt;Notizen\r\n");
        good.forEach(entry -> csv.append(line(entry, CITY, "met at \"the well\"\nlate")));
        int faulty = 7;
        for (int i = 0; i < faulty; i++) {
            csv.append("Broken;Address %d;not a mail at all %d;;\r\n".formatted(i, i));
        }
        int duplicates = 5;
        for (int i = 0; i < duplicates; i++) {
            csv.append(line(good.get(i), "", ""));
        }
        Path path = folder.resolve("our list of friends.csv");
        try {
            Files.writeString(path, csv, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PeopleFile(path, List.copyOf(good), faulty + duplicates);
    }

    private static String line(Entry entry, String city, String note) {
        return "%s;%s;%s;%s;%s\r\n"
                .formatted(
                        quoted(entry.given()),
                        quoted(entry.family()),
                        entry.mail(),
                        quoted(city),
                        quoted(note));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** Everybody who is to be there afterwards. */
    public List<Entry> good() {
        return good;
    }

    /** Rows that are broken or repeat another one. */
    public int leftOut() {
        return leftOut;
    }
}
