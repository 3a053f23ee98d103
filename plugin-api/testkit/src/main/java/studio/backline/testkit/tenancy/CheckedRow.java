package studio.backline.testkit.tenancy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row that gets other values until the checks of its table hold; the database says when. */
final class CheckedRow {

    private static final int TRIES = 20_000;

    private final Connection superuser;
    private final TenantTable table;
    private final Map<String, @Nullable String> row;
    private final Set<String> fixed;
    private final Canary canary;

    /** A row, of which these columns say whose it is and what it leads to. */
    CheckedRow(
            Connection superuser,
            TenantTable table,
            Map<String, @Nullable String> row,
            Set<String> fixed,
            Canary canary) {
        this.superuser = superuser;
        this.table = table;
        this.row = row;
        this.fixed = fixed;
        this.canary = canary;
    }

    /** Looks for other values, check by check. */
    void amend() throws SQLException {
        List<TenantTable.Check> kept = new ArrayList<>();
        for (TenantTable.Check check : table.checks()) {
            kept.add(check);
            if (isSound(kept)) {
                continue;
            }
            List<TenantTable.Column> free = free(check, kept);
            List<List<@Nullable String>> choices = new ArrayList<>();
            for (TenantTable.Column column : free) {
                choices.add(choices(column, kept));
            }
            if (!search(kept, free, choices)) {
                throw new IllegalStateException(
                        "%s cannot be filled: no value was found under the check %s. Teach CellValues one."
                                .formatted(table.qualified(), check.expression()));
            }
        }
    }

    /** The columns of the check, and of those that share one with it. */
    private List<TenantTable.Column> free(TenantTable.Check check, List<TenantTable.Check> kept) {
        Set<String> free = new LinkedHashSet<>(check.columns());
        kept.stream()
                .filter(other -> other.columns().stream().anyMatch(check.columns()::contains))
                .forEach(other -> free.addAll(other.columns()));
        return table.given().stream()
                .filter(column -> free.contains(column.name()))
                .filter(column -> column.nullable() || !fixed.contains(column.name()))
                .toList();
    }

    /** What leads elsewhere leads there or nowhere. */
    private List<@Nullable String> choices(
            TenantTable.Column column, List<TenantTable.Check> kept) {
        String present = row.get(column.name());
        if (fixed.contains(column.name())) {
            return Arrays.asList(present, null);
        }
        String all =
                kept.stream().map(TenantTable.Check::expression).collect(Collectors.joining(" "));
        return CellValues.others(column, all, String.valueOf(present), canary.word());
    }

    private boolean search(
            List<TenantTable.Check> checks,
            List<TenantTable.Column> columns,
            List<List<@Nullable String>> choices)
            throws SQLException {
        int[] chosen = new int[columns.size()];
        for (int tries = 0; tries < TRIES; tries++) {
            for (int i = 0; i < chosen.length; i++) {
                row.put(columns.get(i).name(), choices.get(i).get(chosen[i]));
            }
            if (isSound(checks)) {
                return true;
            }
            int place = 0;
            while (place < chosen.length && ++chosen[place] == choices.get(place).size()) {
                chosen[place++] = 0;
            }
            if (place == chosen.length) {
                return false;
            }
        }
        return false;
    }

    private boolean isSound(List<TenantTable.Check> checks) throws SQLException {
        String all =
                checks.stream()
                        .map(check -> "(%s) is not false".formatted(check.expression()))
                        .collect(Collectors.joining(" and "));
        String cells =
                table.given().stream()
                        .map(c -> CanaryRows.cell(c, row) + " as " + TenantTable.quoted(c.name()))
                        .collect(Collectors.joining(", "));
        try (Statement statement = superuser.createStatement();
                ResultSet sound =
                        statement.executeQuery(
                                "select %s from (select %s) r".formatted(all, cells))) {
            return sound.next() && sound.getBoolean(1);
        }
    }
}
