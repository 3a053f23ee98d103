package studio.backline.bench.people;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A list as people have it: names with accents, quoted cells, phones in some rows, a few who have
 * unsubscribed, a few rows twice and a few that nobody could take. The same rows at each run.
 */
record PeopleFile(int rows) {

    private static final String[] GIVEN = {
        "Anna",
        "Zoë",
        "Clara",
        "Łukasz",
        "Emil",
        "Fatima",
        "Gün",
        "Hana",
        "Ivo",
        "Jörg",
        "Renée",
        "Søren",
        "Małgorzata",
        "José",
        "Đorđe",
        "Oisín",
        "Aurélie",
        "Tomke",
        "Ngozi",
        "Siân"
    };
    private static final String[] FAMILY = {
        "Dvořák", "Müller", "Nowak", "O'Neill", "Krzemyk", "Sørensen", "García", "van der Berg",
        "Weiß", "Ibrahim", "Żak", "Lindqvist", "Okafor", "D’Amico", "Petrović", "Smith"
    };
    private static final String[] CITIES = {
        "Łódź",
        "Köln",
        "Praha",
        "\"Paris, Île-de-France\"",
        "Malmö",
        "Lagos",
        "Porto",
        "Cork",
        "\"Frankfurt \"\"am Main\"\"\"",
        "Kraków",
        "Gdańsk",
        "Leeds"
    };
    private static final String[] TAGS = {"VIP", "Vinyl", "\"Press, radio\"", "Street team"};

    /** Writes it, in UTF-8. */
    void write(OutputStream out) throws IOException {
        Random random = new Random(20_261_121);
        StringBuilder text = new StringBuilder(1 << 17);
        text.append("First name,Last name,Email,Phone,City,Country,Tags,Status,Opt-in date\r\n");
        for (int i = 0; i < rows; i++) {
            row(text, i, random);
            if (text.length() > 1 << 16) {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void row(StringBuilder text, int number, Random random) {
        if (number % 5_000 == 4_999) {
            text.append("torn,row\r\n");
            return;
        }
        // One in a thousand stands in the list twice.
        boolean twice = number % 1_000 == 999;
        int person = twice ? number - 500 : number;
        text.append(GIVEN[person % GIVEN.length]).append(',');
        text.append(FAMILY[person / GIVEN.length % FAMILY.length]);
        text.append(person % 3 == 0 ? "-" + syllables(person) : "").append(',');
        text.append(syllables(person)).append('.').append(person).append("@example.");
        text.append(person % 7 == 0 ? "ORG" : "com").append(',');
        if (random.nextInt(5) == 0) {
            text.append("+49 30 ").append(1_000_000 + person);
        }
        text.append(',').append(CITIES[random.nextInt(CITIES.length)]).append(",DE,");
        if (random.nextInt(10) == 0) {
            text.append(TAGS[random.nextInt(TAGS.length)]);
        }
        boolean left = random.nextInt(100) == 0 && !twice;
        text.append(',').append(left ? "unsubscribed" : "subscribed");
        text.append(",2025-0").append(1 + random.nextInt(9)).append("-1");
        text.append(random.nextInt(10)).append("\r\n");
    }

    private static String syllables(int number) {
        String consonants = "bdfghjklmnprstvwz";
        String vowels = "aeiou";
        StringBuilder word = new StringBuilder();
        long rest = number * 2_654_435_761L & 0xffff_ffffL;
        for (int i = 0; i < 3; i++) {
            word.append(consonants.charAt((int) (rest % consonants.length())));
            rest /= consonants.length();
            word.append(vowels.charAt((int) (rest % vowels.length())));
            rest /= vowels.length();
        }
        return word.toString();
    }
}
