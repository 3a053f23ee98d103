package studio.backline.platform.files;

/** What a file may be called. */
final class FileName {

    private static final int LONGEST = 255;

    private FileName() {}

    /** Paths are cut off, and what a name may not hold becomes a space. */
    static String of(String given) {
        String last =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        // Signs without shape turn an ending round: what looks like 'gpj.exe' is an 'exe.jpg'.
        // Those
        // that only join or part the letters next to them belong to Persian words, and to emoji.
        String clean =
                last.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\u200C\\u200D]]", " ")
                        .strip();
        if (clean.matches("[.\\u200C\\u200D]*")) {
            return "file";
        }
        int length = clean.codePointCount(0, clean.length());
        return length <= LONGEST
                ? clean
                : clean.substring(clean.offsetByCodePoints(0, length - LONGEST));
    }
}
