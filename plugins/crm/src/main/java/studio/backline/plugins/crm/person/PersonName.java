package studio.backline.plugins.crm.person;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.plugins.crm.PlainText;

/**
 * What a person is called; any part may be empty, none is changed or trimmed.
 *
 * @param title before the name: Dr., Maestro
 * @param given first names
 * @param family last names
 * @param stage the name on the poster
 * @param sortForm how the name is sorted where the rule (family, then given) is wrong for it
 * @param salutation how a letter begins: 'Dear Antonín'
 */
public record PersonName(
        String title,
        String given,
        String family,
        String stage,
        String sortForm,
        String salutation) {

    /** The longest part, in characters. */
    public static final int MAX_LENGTH = 200;

    /** Nobody's name. */
    public static final PersonName EMPTY = new PersonName("", "", "", "", "", "");

    /** Checks the size, then the characters of each part. */
    public PersonName {
        PlainText.of("title", title, MAX_LENGTH);
        PlainText.of("given", given, MAX_LENGTH);
        PlainText.of("family", family, MAX_LENGTH);
        PlainText.of("stage", stage, MAX_LENGTH);
        PlainText.of("sort-form", sortForm, MAX_LENGTH);
        PlainText.of("salutation", salutation, MAX_LENGTH);
    }

    /** A name of given and family alone. */
    public static PersonName of(String given, String family) {
        return new PersonName("", given, family, "", "", "");
    }

    /** As it is shown: title, given and family; without them the stage name. */
    public String display() {
        String civil = joined(title, given, family);
        return given.isBlank() && family.isBlank() && !stage.isBlank() ? stage : civil;
    }

    /** What is shown of somebody, without the title before it; a title alone stays. */
    public static String untitled(String display, String title) {
        boolean titled = !title.isBlank() && display.startsWith(title + " ");
        return titled ? display.substring(title.length() + 1) : display;
    }

    /** By what it is sorted, before folding. */
    public String sorting() {
        if (!sortForm.isBlank()) {
            return sortForm;
        }
        String civil = joined(family, given);
        return civil.isEmpty() ? stage : civil;
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
    }
}
