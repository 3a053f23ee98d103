package studio.backline.plugins.crm.exporting;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.springframework.transaction.annotation.Transactional;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.bulk.BulkExport;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.permission.Permissions;
import studio.backline.plugins.crm.CrmPermissions;

/** Takes people and organisations out as CSV. */
public class ExportService {

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final BulkExport export;
    private final Permissions permissions;
    private final AuditTrail audit;
    private final ClosedAddresses closed;

    ExportService(
            BulkExport export,
            Permissions permissions,
            AuditTrail audit,
            EntityManager entities,
            BulkLoad load,
            ConsentLedger ledger) {
        this.export = export;
        this.permissions = permissions;
        this.audit = audit;
        this.closed = new ClosedAddresses(entities, load, ledger);
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
        closed.stageNumbers();
        return write(PeopleSql.PEOPLE, "people", out);
    }

    /**
     * Writes all organisations of the workspace in the same way, without those who are affiliated
     * with them: the file of people says that. Needs {@code crm.export}.
     *
     * @return how many organisations were written
     * @throws IOException when the stream fails
     */
    @Transactional(rollbackFor = IOException.class)
    public long writeOrganisations(OutputStream out) throws IOException {
        permissions.require(CrmPermissions.EXPORT);
        closed.stageMails();
        return write(OrganisationsSql.ORGANISATIONS, "organisations", out);
    }

    private long write(String query, String what, OutputStream out) throws IOException {
        out.write(MARK);
        long rows = export.writeCsv(query, out);
        audit.record("crm." + what + "-exported", null, Map.of(what, String.valueOf(rows)));
        return rows;
    }
}
