package studio.backline.server.settings;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The letters in which this process reads and writes the names of folders, which its locale says.
 * What they do not hold becomes another name, and so another folder.
 */
record FolderLetters(Charset letters) {

    /** What stands for a letter that could not be read. */
    private static final char LOST = '\uFFFD';

    static final String REMEDY =
            "Start it in a locale with the letters UTF-8, such as LC_ALL=C.UTF-8, or use folders"
                    + " whose names have plain letters only.";

    static FolderLetters ofProcess() {
        return new FolderLetters(Charset.forName(System.getProperty("sun.jnu.encoding")));
    }

    boolean hold(String name) {
        return name.indexOf(LOST) < 0 && letters.newEncoder().canEncode(name);
    }

    /** Says that a folder's name is lost, where it is. */
    Optional<Problem> problemOf(String which, String folder) {
        return hold(folder)
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "%s '%s' has letters that this process does not know: its locale has only %s."
                                        .formatted(which, SettingsValues.shown(folder), letters),
                                REMEDY));
    }
}
