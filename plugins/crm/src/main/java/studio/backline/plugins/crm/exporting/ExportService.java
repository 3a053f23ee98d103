package studio.backline.plugins.crm.exporting;

import java.io.IOException;
import java.io.OutputStream;
import org.springframework.transaction.annotation.Transactional;

/** Takes all people out as CSV that the import reads back equal. */
public class ExportService {

    /**
     * Writes all people of the workspace in UTF-8 with a byte order mark, so that spreadsheets read
     * it right. Values that a spreadsheet would take for a formula get an apostrophe in front,
     * which the import takes off again. Private notes are not in it. Needs {@code crm.export}.
     *
     * @return how many people were written
     * @throws IOException when the stream fails
     */
    @Transactional(readOnly = true)
    public long writePeople(OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}
