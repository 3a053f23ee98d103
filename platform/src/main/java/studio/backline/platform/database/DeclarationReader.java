package studio.backline.platform.database;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;

/**
 * Reads what is said of tables under {@code data.tables}, in {@code plugin.yaml} and in the core's
 * own {@code core.yaml}: words are written in lower case with hyphens.
 */
public final class DeclarationReader {

    private static final String NOT_PERSONAL = "not-personal";

    private DeclarationReader() {}

    /**
     * Reads a file whose only key is {@code tables}.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static List<TableDeclaration> read(String yaml) {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Object tables = map(root, "The file").get("tables");
        return tables == null ? List.of() : tables(map(tables, "tables"));
    }

    /** Reads the map of tables, wherever it stood. */
    public static List<TableDeclaration> tables(Map<?, ?> tables) {
        List<TableDeclaration> declarations = new ArrayList<>();
        for (Map.Entry<?, ?> entry : tables.entrySet()) {
            String name = String.valueOf(entry.getKey());
            Map<?, ?> table = map(entry.getValue(), name);
            Object scope = table.get("scope");
            Object subject = table.get("subject");
            Object noSubject = table.get("no-subject");
            Object columns = table.get("columns");
            TableScope of =
                    scope == null
                            ? TableScope.TENANT
                            : word(TableScope.class, scope, name + ".scope");
            declarations.add(
                    new TableDeclaration(
                            name,
                            of,
                            Optional.ofNullable(subject).map(String::valueOf),
                            Optional.ofNullable(noSubject).map(String::valueOf),
                            columns == null ? List.of() : columns(map(columns, name), name, of)));
        }
        return declarations;
    }

    private static List<ColumnDeclaration> columns(
            Map<?, ?> columns, String table, TableScope scope) {
        List<ColumnDeclaration> declarations = new ArrayList<>();
        for (Map.Entry<?, ?> entry : columns.entrySet()) {
            ColumnDeclaration column =
                    column(String.valueOf(entry.getKey()), entry.getValue(), table);
            Object sealed = entry.getValue() instanceof Map<?, ?> said ? said.get("sealed") : null;
            declarations.add(
                    sealed == null
                            ? column
                            : column.sealed(seal(map(sealed, table + "." + column), scope)));
        }
        return declarations;
    }

    private static ColumnDeclaration column(String name, @Nullable Object said, String table) {
        if (NOT_PERSONAL.equals(said)) {
            return ColumnDeclaration.notPersonal(name);
        }
        String place = table + "." + name;
        Map<?, ?> column = map(said, place);
        if (column.get("category") == null && column.get("sealed") != null) {
            return ColumnDeclaration.notPersonal(name);
        }
        Set<SubjectKind> of = EnumSet.noneOf(SubjectKind.class);
        if (column.get("of") instanceof List<?> kinds) {
            kinds.forEach(kind -> of.add(word(SubjectKind.class, kind, place)));
        }
        if (of.isEmpty()) {
            of.add(SubjectKind.OTHER);
        }
        DataCategory category = word(DataCategory.class, column.get("category"), place);
        return ColumnDeclaration.personal(name, category, of);
    }

    private static ColumnDeclaration.Seal seal(Map<?, ?> said, TableScope scope) {
        ColumnDeclaration.Seal usual =
                ColumnDeclaration.Seal.ofTenant(String.valueOf(said.get("field")));
        Object purpose = said.get("purpose");
        Object row = said.get("row");
        Optional<String> owner = Optional.ofNullable(said.get("owner")).map(String::valueOf);
        return new ColumnDeclaration.Seal(
                usual.field(),
                purpose == null ? usual.purpose() : purpose.toString(),
                row == null ? usual.row() : row.toString(),
                scope == TableScope.TENANT ? owner.or(usual::owner) : owner);
    }

    private static <E extends Enum<E>> E word(Class<E> type, @Nullable Object said, String place) {
        String name = String.valueOf(said).toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "'%s' is nothing that '%s' can be.".formatted(said, place));
    }

    private static Map<?, ?> map(@Nullable Object value, String place) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("'%s' is not a map.".formatted(place));
    }
}
