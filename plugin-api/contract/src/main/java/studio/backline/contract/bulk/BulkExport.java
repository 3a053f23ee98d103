package studio.backline.contract.bulk;

import java.io.IOException;
import java.io.OutputStream;

/** Takes many rows out at the speed of COPY, in flat memory. */
public interface BulkExport {

    /**
     * Runs a query under the plugin's role and the caller's workspace, inside the current
     * transaction ({@link IllegalStateException} where there is none), and writes its rows as CSV
     * (RFC 4180) in UTF-8 with a header line of the column names. A value that a spreadsheet would
     * take for a formula (it begins with = + - @, a tab or a line break) gets an apostrophe in
     * front, and so does one that begins with apostrophes before such a sign. Within a value the
     * same goes for each = + - @ behind a semicolon, a tab or a line break, where some spreadsheets
     * cut cells, with nothing but spaces, quotation marks and then apostrophes in between. Who
     * reads it back takes one apostrophe off each of those. An empty text is written as nothing, as
     * null is. The transaction stays open as long as the stream takes, and the host ends one after
     * an hour unless the studio has set another time.
     *
     * @param query a single SELECT without parameters, a constant of the plugin
     * @return how many rows were written
     * @throws IOException when the stream fails
     */
    long writeCsv(String query, OutputStream out) throws IOException;
}
