package studio.backline.platform.resealing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import studio.backline.platform.encryption.Purpose;

/**
 * Which columns hold envelopes: as declared, which is kept as a comment on each column, so that it
 * is known of a plugin that does not run.
 *
 * @param sealed those that are declared to
 * @param others the other columns of bytes, where none should be
 */
public record SealedColumns(List<SealedColumn> sealed, List<SealedColumn> others) {

    private static final Pattern SAID =
            Pattern.compile("(?:.*; )?sealed: (\\S+) (\\S+) (\\w+) (\\w+|-)");

    /** Declared, or of bytes; partitions are seen through their table. */
    private static final String COLUMNS =
            """
            select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as attribute,
                   col_description(c.oid, a.attnum) as said,
                   exists (select from pg_attribute w where w.attrelid = c.oid
                           and w.attname = 'workspace_id' and not w.attisdropped)
                   and c.relrowsecurity as tenant
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where (n.nspname = 'backline' or n.nspname like 'p\\_%') and c.relkind in ('r', 'p')
              and not c.relispartition and a.atttypid = 'bytea'::regtype
              and has_column_privilege(c.oid, a.attnum, 'select')
              and has_column_privilege(c.oid, a.attnum, 'update')
            order by 1, a.attnum
            """;

    /** Reads them; in a transaction of the caller's. */
    public static SealedColumns read(JdbcClient jdbc) {
        List<SealedColumn> sealed = new ArrayList<>();
        List<SealedColumn> others = new ArrayList<>();
        for (Found found : jdbc.sql(COLUMNS).query((row, n) -> Found.of(row)).list()) {
            Matcher said = SAID.matcher(found.said());
            if (said.matches()) {
                sealed.add(found.column(said));
            } else {
                others.add(found.other());
            }
        }
        return new SealedColumns(sealed, others);
    }

    private record Found(String table, String column, String said, boolean tenant) {

        static Found of(ResultSet row) throws SQLException {
            String said = row.getString("said");
            return new Found(
                    row.getString("name"),
                    row.getString("attribute"),
                    said == null ? "" : said,
                    row.getBoolean("tenant"));
        }

        SealedColumn column(Matcher said) {
            return new SealedColumn(
                    table,
                    column,
                    said.group(1),
                    Purpose.of(said.group(2)),
                    said.group(3),
                    Optional.of(said.group(4)).filter(owner -> !owner.equals("-")),
                    tenant);
        }

        SealedColumn other() {
            return new SealedColumn(
                    table, column, "", Purpose.PERSONAL, "", Optional.empty(), tenant);
        }
    }
}
