package studio.backline.testkit.tenancy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table, the row of it that is aimed at, and the one of the workspace that somebody else has.
 *
 * @param victim the row aimed at
 * @param other the other workspace's row
 */
record Aim(
        TenantTable table,
        Map<String, @Nullable String> victim,
        Map<String, @Nullable String> other) {

    static Aim at(TenantTable table, CanaryRows rows, UUID victim, UUID other) {
        return new Aim(table, rows.row(victim, table), rows.row(other, table));
    }

    String name() {
        return table.qualified();
    }

    /** The condition that finds a row by its whole key. */
    String key(Map<String, @Nullable String> row) {
        return condition(row, table.key());
    }

    /** The condition that finds a row by its key without saying whose it is. */
    String id(Map<String, @Nullable String> row) {
        List<String> rest =
                table.key().stream().filter(c -> !c.equals(TenantTable.WORKSPACE)).toList();
        return rest.isEmpty() ? key(row) : condition(row, rest);
    }

    private String condition(Map<String, @Nullable String> row, List<String> columns) {
        return columns.stream()
                .map(c -> TenantTable.quoted(c) + " = " + cell(c, row))
                .collect(Collectors.joining(" and "));
    }

    String cell(String column, Map<String, @Nullable String> row) {
        return CanaryRows.cell(table.column(column).orElseThrow(), row);
    }

    /** Some column of the key, the workspace's own last, to be set to what it is. */
    String plain() {
        String column =
                table.key().stream()
                        .filter(c -> !c.equals(TenantTable.WORKSPACE))
                        .findFirst()
                        .orElse(TenantTable.WORKSPACE);
        return TenantTable.quoted(column) + " = r." + TenantTable.quoted(column);
    }

    String insert(Map<String, @Nullable String> row) {
        return "insert into %s as r %s"
                .formatted(name(), CanaryRows.values(table, row, table.given()));
    }

    /** The victim's row with another key in its workspace. */
    Map<String, @Nullable String> anotherOfTheVictim() {
        Map<String, @Nullable String> row = new HashMap<>(victim);
        table.given().stream()
                .filter(c -> c.type().equals("uuid") && table.key().contains(c.name()))
                .filter(c -> !c.name().equals(TenantTable.WORKSPACE))
                .forEach(c -> row.put(c.name(), UUID.randomUUID().toString()));
        return row;
    }
}
