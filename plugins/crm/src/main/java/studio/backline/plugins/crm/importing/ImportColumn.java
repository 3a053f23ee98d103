package studio.backline.plugins.crm.importing;

import java.util.List;

/**
 * A column of the file as found.
 *
 * @param header its name in the file; a made-up 'Column 3' where the file has no header
 * @param samples a few of its values that are not empty
 * @param field what it seems to hold, or was said to hold the last time
 * @param label the label for its contact points: the platform of a handle, work or home; may be
 *     empty
 */
public record ImportColumn(String header, List<String> samples, ImportField field, String label) {

    /** The label of a column of dates that have the day before the month, with slashes. */
    public static final String DAY_FIRST = "day/month";

    /** Copies. */
    public ImportColumn {
        samples = List.copyOf(samples);
    }
}
