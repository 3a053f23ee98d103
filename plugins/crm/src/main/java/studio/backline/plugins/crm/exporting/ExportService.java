package studio.backline.plugins.crm.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.bulk.BulkExport;
import studio.backline.contract.permission.Permissions;
import studio.backline.plugins.crm.CrmPermissions;

/** Takes all people out as CSV that the import reads back equal. */
public class ExportService {

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final BulkExport export;
    private final Permissions permissions;
    private final AuditTrail audit;

    ExportService(BulkExport export, Permissions permissions, AuditTrail audit) {
        this.export = export;
        this.permissions = permissions;
        this.audit = audit;
    }

    /**
     * Writes all people of the workspace in UTF-8 with a byte order mark, so that spreadsheets read
     * it right. Values that a spreadsheet would take for a formula get an apostrophe in front,
     * which the import takes off again. Private notes are not in it. Needs {@code crm.export}.
     *
     * @return how many people were written
     * @throws IOException when the stream fails
     */
    @Transactional(rollbackFor = IOException.class)
    public long writePeople(OutputStream out) throws IOException {
        permissions.require(CrmPermissions.EXPORT);
        out.write(MARK);
        long people = export.writeCsv(PeopleSql.PEOPLE, out);
        audit.record("crm.people-exported", null, Map.of("people", String.valueOf(people)));
        return people;
    }
}
