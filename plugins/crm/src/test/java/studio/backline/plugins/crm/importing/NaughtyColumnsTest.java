package studio.backline.plugins.crm.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.PhoneNumber;
import studio.backline.plugins.crm.csv.CsvCells;
import studio.backline.plugins.crm.csv.CsvRow;
import studio.backline.plugins.crm.csv.HeaderRow;
import studio.backline.plugins.crm.importing.NaughtyRows.Row;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.importing.words.ContactWords;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.tag.TagKeys;
import studio.backline.testkit.NaughtyStrings;

/** Every naughty string as a cell of every column, as a column's name and as the file's. */
class NaughtyColumnsTest {

    private static final int NAMES = 150;

    private static final String SIGNS_OF_NO_NAME =
            "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\u200C\\u200D]]";

    private static final List<String> PLACES =
            List.of(
                    "Organisation",
                    "Mail",
                    "Phone",
                    "Handle",
                    "Web",
                    "Roles",
                    "Tags",
                    "City",
                    "Country");

    /** What is meant for a machine, and may be refused for more than its length. */
    private static final Set<ImportField> GRAMMAR = Set.of(ImportField.MAIL);

    @Test
    void everyStringInEveryColumnIsTakenAsItIsOrComesBackWithTheReason() {
        List<Row> rows = NaughtyRows.of(texts());
        Importing from = new Importing();
        String exported =
                from.call(
                        () -> {
                            ImportId id = from.imported(NaughtyRows.csv(rows));
                            String people = from.exported();
                            assertKept(rows, people, from.faults(id));
                            assertTold(rows, people, from.imports().strangeWords(id));
                            return people;
                        });

        Importing to = new Importing();
        to.run(() -> to.imported(exported));
        assertThat(to.call(to::exported)).isEqualTo(exported);
    }

    @Test
    void everyStringOfAnOrganisationComesBackEqualOrWithTheReason() {
        Importing files = new Importing();
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column < PLACES.size(); column++) {
            for (String text : texts()) {
                cells.add(new Cell(cells.size(), column, text));
            }
        }
        String csv =
                cells.stream()
                        .map(Cell::row)
                        .collect(
                                Collectors.joining(
                                        "\n", "Key," + String.join(",", PLACES) + "\n", "\n"));
        String exported =
                files.call(
                        () -> {
                            ImportId id = files.imported(csv);
                            String all = files.exportedOrganisations();
                            assertNothingIsLost(cells, all, files.faults(id));
                            return all;
                        });
        Importing to = new Importing();
        to.run(
                () -> {
                    ImportId id = to.imported(exported);
                    assertThat(to.counts(id).faulty() + to.counts(id).duplicate()).isZero();
                    assertThat(to.exportedOrganisations()).isEqualTo(exported);
                });
    }

    /** One text in one column, of an organisation that nothing else is told of. */
    private record Cell(int number, int column, String text) {

        String name() {
            return column == 0 ? text : "Number " + number;
        }

        String row() {
            return number
                    + IntStream.range(0, PLACES.size())
                            .mapToObj(i -> i == column ? text : i == 0 ? name() : "")
                            .map(each -> ',' + NaughtyRows.quoted(CsvCells.neutral(each)))
                            .collect(Collectors.joining());
        }

        /** Whether it is what came back, as the column compares. */
        boolean isIn(List<String> row) {
            String back = CsvCells.value(row.get(column));
            return switch (PLACES.get(column)) {
                case "Organisation" -> true;
                case "City", "Country" -> back.equals(text);
                case "Mail" ->
                        CsvCells.values(back).stream()
                                .allMatch(each -> text.contains(CsvCells.labelled(each).value()));
                case "Phone" -> isIn(back, ContactKind.PHONE);
                case "Handle" -> isIn(back, ContactKind.HANDLE);
                case "Web" -> isIn(back, ContactKind.WEB);
                case "Roles", "Tags" ->
                        signs(TagKeys.key(row.get(5) + row.get(6)))
                                .containsAll(signs(TagKeys.key(text)));
                default -> signs(back).containsAll(signs(text));
            };
        }

        private boolean isIn(String back, ContactKind kind) {
            String said =
                    told(kind, text).map(CsvCells.Labelled::value).collect(Collectors.joining(" "));
            return signs(back).containsAll(signs(said));
        }

        /** Between values there may be signs that part them. */
        private static List<Integer> signs(String text) {
            return text.codePoints().filter(Character::isLetterOrDigit).boxed().toList();
        }
    }

    private static void assertNothingIsLost(List<Cell> cells, String exported, String faults) {
        Map<String, List<String>> kept =
                NaughtyRows.read(exported).stream()
                        .collect(
                                Collectors.toMap(
                                        row -> OrganisationKeys.key(CsvCells.value(row.getFirst())),
                                        row -> row));
        Map<String, String> why =
                NaughtyRows.read(faults).stream()
                        .collect(Collectors.toMap(row -> row.get(1), List::getFirst));
        assertThat(why.size()).isLessThan(cells.size() / 6);
        for (Cell cell : cells) {
            String reason = why.get(String.valueOf(cell.number()));
            if (reason == null) {
                List<String> row = kept.get(OrganisationKeys.key(cell.name()));
                assertThat(row).as("%s", cell).isNotNull();
                assertThat(cell.isIn(row)).as("%s in %s", cell, row).isTrue();
            } else {
                assertThat(reason).as("%s", cell).isNotBlank();
            }
        }
    }

    @Test
    void everyStringNamesAColumnThatIsKnownAgain() {
        List<String> names =
                NaughtyStrings.all().stream()
                        .filter(text -> !text.isBlank())
                        // A phone, an address or a link says that the row is a person.
                        .filter(NaughtyColumnsTest::mayBeAName)
                        .distinct()
                        .toList();
        assertThat(names).hasSizeGreaterThan(480);
        Importing importing = new Importing();
        importing.run(
                () -> {
                    for (int i = 0; i < names.size(); i += NAMES) {
                        named(importing, names.subList(i, Math.min(names.size(), i + NAMES)));
                    }
                });
    }

    @Test
    void everyStringNamesAFile() {
        byte[] csv = "name,email\nA B,a@example.org\n".getBytes(StandardCharsets.UTF_8);
        Importing importing = new Importing();
        importing.run(
                () -> {
                    for (String text : texts()) {
                        String name = importing.begun(text, csv).fileName();
                        assertThat(name.codePoints())
                                .noneMatch(Character::isISOControl)
                                .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
                        // Folders and signs that steer a terminal are no part of a name.
                        String last = text.replaceFirst("(?s)^.*[/\\\\]", "");
                        String clean = last.replaceAll(SIGNS_OF_NO_NAME, " ").strip();
                        String wanted = clean.matches("[.\\u200C\\u200D]*") ? "file" : clean;
                        assertThat(wanted).endsWith(name);
                        assertThat(signs(name)).isEqualTo(Math.min(255, signs(wanted)));
                    }
                });
    }

    private static boolean mayBeAName(String text) {
        CsvRow row = new CsvRow(1, List.of("email", CsvCells.neutral(text)));
        return HeaderRow.isNames(List.of(row), "email"::equals);
    }

    private static List<String> texts() {
        // Four bytes each, so that what cuts by count may cut one in two.
        Stream<String> long4 =
                Stream.of(15, 30, 41, 99, 128, 150, 260).map(n -> "x" + "🎸".repeat(n) + ".csv");
        return Stream.concat(NaughtyStrings.all().stream(), long4).distinct().toList();
    }

    private static void named(Importing importing, List<String> names) {
        StringBuilder csv = new StringBuilder("email");
        names.forEach(name -> csv.append(',').append(NaughtyRows.quoted(CsvCells.neutral(name))));
        String commas = ",".repeat(names.size());
        csv.append("\nno address").append(commas).append("\na@example.org").append(commas);

        ImportDraft draft = importing.begun("people.csv", csv.toString());
        List<String> headers = new ArrayList<>(List.of("email"));
        headers.addAll(names);
        assertThat(draft.columns()).extracting(ImportColumn::header).isEqualTo(headers);

        ImportId id = importing.rehearsed(draft);
        assertThat(importing.counts(id).faulty()).isEqualTo(1);
        String faults = importing.faults(id);
        assertThat(NaughtyRows.read(faults).getFirst())
                .startsWith("Why this row was left out", "email")
                .containsAll(names.stream().map(CsvCells::neutral).toList());
        assertThat(importing.begun("people.csv", csv.toString()).remembered()).isTrue();
    }

    private static void assertKept(List<Row> rows, String exported, String faults) {
        Map<String, Map<String, String>> people = NaughtyRows.byMail(exported, "Mail");
        Map<String, Map<String, String>> left = NaughtyRows.byMail(faults, NaughtyRows.KEY);
        for (Row row : rows) {
            Map<String, String> back = left.get(row.mail());
            if (back == null) {
                assertThat(people).as("%s", row).containsKey(row.mail());
                assertTaken(row, people.get(row.mail()));
                continue;
            }
            assertThat(people).as("%s", row).doesNotContainKey(row.mail());
            NaughtyRows.COLUMNS.forEach(
                    (field, name) ->
                            assertThat(back.get(name)).isEqualTo(CsvCells.value(row.cell(field))));
            String reason = back.get("Why this row was left out");
            assertThat(reason).as("%s", row).isNotBlank();
            if (!GRAMMAR.contains(row.field())) {
                assertThat(tooLong(row) || row.text().contains("\n"))
                        .as("%s is left out: %s", row, reason)
                        .isTrue();
            }
        }
        assertThat(left.size()).isLessThan(rows.size() / 8);
    }

    /** What of a way to reach somebody is not there is named as taken for nothing. */
    private static void assertTold(List<Row> rows, String exported, StrangeWords words) {
        Map<String, Map<String, String>> people = NaughtyRows.byMail(exported, "Mail");
        Map<Place, Long> told =
                words.of(StrangeWords.Kind.NOTHING).stream()
                        .collect(
                                Collectors.toMap(
                                        StrangeWords.Word::place, StrangeWords.Word::rows));
        List<ImportField> columns = List.copyOf(NaughtyRows.COLUMNS.keySet());
        List<Place> lost =
                rows.stream()
                        .filter(row -> row.field().contact().isPresent() && !row.text().isBlank())
                        .filter(row -> people.containsKey(row.mail()))
                        .filter(row -> isLost(row, people.get(row.mail())))
                        .map(row -> Place.of(1 + columns.indexOf(row.field()), row.text()))
                        .toList();
        assertThat(lost)
                .hasSizeGreaterThan(50)
                .allMatch(at -> told.containsKey(at) || told.containsKey(at.others()));
        assertThat(told.values().stream().mapToLong(n -> n).sum())
                .isGreaterThanOrEqualTo(lost.size());
    }

    private static boolean isLost(Row row, Map<String, String> person) {
        String cell = person.get(NaughtyRows.COLUMNS.get(row.field()));
        return cell.isEmpty() || cell.equals(row.mail());
    }

    private static boolean tooLong(Row row) {
        int limit =
                switch (row.field()) {
                    case LANGUAGE -> 35;
                    case TAGS, ROLES -> 80;
                    case CITY, COUNTRY -> 120;
                    default -> 200;
                };
        return signs(row.text()) > limit;
    }

    private static int signs(String text) {
        return text.codePointCount(0, text.length());
    }

    private static void assertTaken(Row row, Map<String, String> person) {
        String text = row.text();
        String cell = person.getOrDefault(NaughtyRows.COLUMNS.get(row.field()), "");
        var claim = assertThat(cell).as("%s", row);
        switch (row.field()) {
            case IGNORE, LABEL, MAIL_STATUS, UNSUBSCRIBED, BOUNCED, CONSENT_DATE, CONSENT_BASIS ->
                    assertThat(person.get("External id")).isEqualTo("id of " + row.mail());
            case CALLS_REFUSED, TEXTS_REFUSED, POST_REFUSED -> claim.isNotNull();
            case EXTERNAL_ID, TITLE, GIVEN, FAMILY, STAGE, SORT_FORM, SALUTATION ->
                    claim.isEqualTo(text);
            case LANGUAGE, CITY, COUNTRY, CONSENT_SOURCE -> claim.isEqualTo(text);
            case FULL_NAME ->
                    assertThat(
                                    letters(
                                            person.get("Title")
                                                    + person.get("Given name")
                                                    + person.get("Family name")))
                            .as("%s", row)
                            .isEqualTo(letters(text));
            case MAIL ->
                    assertThat(values(ContactKind.MAIL, cell))
                            .as("%s", row)
                            .allMatch(mail -> isIn(mail, row));
            case PHONE -> assertThat(phones(cell)).as("%s", row).isEqualTo(phones(text(row)));
            case HANDLE, WEB -> assertSameValues(row, cell);
            case ROLES, TAGS ->
                    // All of the file are fans.
                    assertThat(keys("fan\n" + person.get("Tags") + "\n" + person.get("Roles")))
                            .as("%s", row)
                            .isEqualTo(keys("fan\n" + text(row)));
            case ORGANISATION ->
                    assertThat(OrganisationKeys.key(cell.strip()))
                            .as("%s", row)
                            .isEqualTo(OrganisationKeys.key(text));
            case POSITION -> claim.isEqualTo(text);
        }
    }

    private static void assertSameValues(Row row, String cell) {
        ContactKind kind = ContactKind.valueOf(row.field().name());
        assertThat(values(kind, cell)).as("%s", row).isEqualTo(values(kind, text(row)));
    }

    private static boolean isIn(String mail, Row row) {
        return mail.equals(row.mail()) || row.text().contains(mail);
    }

    private static String text(Row row) {
        return CsvCells.value(row.cell());
    }

    private static List<String> values(ContactKind kind, String cell) {
        return told(kind, cell).map(each -> each.value() + each.label()).toList();
    }

    /** All but the words for nothing. */
    private static Stream<CsvCells.Labelled> told(ContactKind kind, String cell) {
        return CsvCells.values(cell).stream()
                .map(value -> CsvCells.labelled(value))
                .filter(each -> !ContactWords.isNothing(kind, each.value()));
    }

    private static List<String> phones(String cell) {
        return told(ContactKind.PHONE, cell)
                .map(phone -> PhoneNumber.normalised(phone.value(), "DE") + phone.label())
                .toList();
    }

    private static Set<String> keys(String cell) {
        return CsvCells.values(cell).stream().map(TagKeys::key).collect(Collectors.toSet());
    }

    private static List<Integer> letters(String name) {
        return name.codePoints()
                .filter(c -> !Character.isWhitespace(c) && c != ',')
                .sorted()
                .boxed()
                .toList();
    }
}
