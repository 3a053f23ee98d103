package studio.backline.screens.keys;

/**
 * One line of the sheet of keys.
 *
 * @param keys as they stand on the keyboard, such as {@code J} or {@code Ctrl A}
 * @param act what they do, in the reader's language
 */
public record KeyLine(String keys, String act) {}
