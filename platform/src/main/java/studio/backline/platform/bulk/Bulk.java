package studio.backline.platform.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;
import studio.backline.contract.bulk.BulkExport;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.platform.database.PluginConnection;

/** Hands each plugin mass loading and export under its own role. */
@Component
public class Bulk {

    /** Loading as the plugin behind this connection may do it. */
    public BulkLoad loadOn(PluginConnection plugin) {
        return new CopyLoad(plugin);
    }

    /** Export as the plugin behind this connection may do it. */
    public BulkExport exportOn(PluginConnection plugin) {
        return new CopyExport(plugin);
    }

    /** One row of CSV with its line end, passed on as exports are: no spreadsheet calculates. */
    public static byte[] neutral(byte[] row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(row.length + 16);
        NeutralCsv csv = new NeutralCsv(out);
        try {
            csv.write(row);
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
