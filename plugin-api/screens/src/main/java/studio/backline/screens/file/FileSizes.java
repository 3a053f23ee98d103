package studio.backline.screens.file;

import java.text.NumberFormat;
import studio.backline.screens.ScreenTexts;

/** How large files are, in words. */
public final class FileSizes {

    private static final double STEP = 1000;

    private FileSizes() {}

    /**
     * Three digits at most and a unit, in the language of the window, such as {@code 1.25 GB}.
     *
     * @param bytes 0 or more; a kB has 1000 (IEC 80000-13)
     */
    public static String of(long bytes) {
        String[] units = ScreenTexts.get("screens.upload.units").split(" ");
        double number = bytes;
        int unit = 0;
        while (number >= STEP && unit < units.length - 1) {
            number /= STEP;
            unit++;
        }
        NumberFormat format = NumberFormat.getInstance(ScreenTexts.locale());
        format.setMaximumFractionDigits(unit == 0 || number >= 100 ? 0 : number >= 10 ? 1 : 2);
        return format.format(number) + "\u00a0" + units[unit];
    }
}
