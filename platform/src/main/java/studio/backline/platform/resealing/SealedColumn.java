package studio.backline.platform.resealing;

import java.util.Optional;
import studio.backline.platform.encryption.Purpose;

/**
 * A column that holds envelopes, as the catalogue of the database has it.
 *
 * @param table with its schema, as SQL writes it
 * @param column as SQL writes it
 * @param field the stable id that is bound in
 * @param row the column with the row's id, as SQL writes it
 * @param owner the column that says whose key it is; empty where it is the instance's
 * @param tenant whether rows are seen from inside a workspace alone
 */
public record SealedColumn(
        String table,
        String column,
        String field,
        Purpose purpose,
        String row,
        Optional<String> owner,
        boolean tenant) {

    @Override
    public String toString() {
        return table + "." + column;
    }
}
