package studio.backline.contract.bulk;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Brings many rows into the database at the speed of COPY. COPY into a table under row security is
 * refused by PostgreSQL, so rows go into a temporary table first; the plugin then checks and
 * inserts them with SQL of its own in the same transaction. Load a million rows in chunks of some
 * ten thousand, each in a transaction that also moves the job's checkpoint.
 */
public interface BulkLoad {

    /**
     * Makes the table and copies the rows into it, on the plugin's own connection inside its
     * current transaction; {@link IllegalStateException} where there is none. A table of that name
     * left from an earlier call in the same transaction is emptied.
     *
     * @param rows one array per row, with a value per column; read lazily, on this thread
     * @return how many rows were copied
     */
    long copy(StagingTable table, Iterator<@Nullable Object[]> rows);
}
