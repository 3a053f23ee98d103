package studio.backline.platform.pluginhost.manifest;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.permission.Permission;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.platform.pluginhost.ApiRange;
import studio.backline.platform.pluginhost.LocalizedText;
import studio.backline.platform.pluginhost.PermissionDeclaration;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginVersion;
import studio.backline.platform.pluginhost.TableManifest;

/** Turns a tree that the schema has let pass into records, which check what a schema cannot. */
final class ManifestMapping {

    private ManifestMapping() {}

    static PluginManifest manifest(Map<?, ?> root) {
        PluginId id = new PluginId(text(root, "id"));
        List<PermissionDeclaration> permissions =
                list(root, "permissions").stream().map(each -> permission(id, each)).toList();
        long different =
                permissions.stream().map(PermissionDeclaration::permission).distinct().count();
        if (different < permissions.size()) {
            throw new IllegalArgumentException("A permission is declared twice.");
        }
        return new PluginManifest(
                id,
                PluginVersion.of(text(root, "version")),
                ApiRange.of(text(root, "api")),
                text(root, "entry"),
                localized(root, "name"),
                localized(root, "description"),
                permissions,
                ProviderMapping.providers(list(root, "connections")),
                tables(map(map(root, "data"), "tables")));
    }

    private static List<TableManifest> tables(Map<?, ?> section) {
        return section.entrySet().stream()
                .map(entry -> table(String.valueOf(entry.getKey()), (Map<?, ?>) entry.getValue()))
                .toList();
    }

    private static TableManifest table(String name, Map<?, ?> section) {
        Map<String, TableManifest.Column> columns = new LinkedHashMap<>();
        map(section, "columns")
                .forEach((key, value) -> columns.put(String.valueOf(key), column(value)));
        return new TableManifest(
                name,
                "tenant".equals(text(section, "scope")),
                Optional.ofNullable((String) section.get("subject")),
                Optional.ofNullable((String) section.get("no-subject")),
                columns);
    }

    private static TableManifest.Column column(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> personal)) {
            return new TableManifest.Column(Optional.empty(), Set.of(), Optional.empty());
        }
        Set<SubjectKind> kinds = EnumSet.noneOf(SubjectKind.class);
        list(personal, "of").forEach(kind -> kinds.add(SubjectKind.valueOf(constant(kind))));
        if (kinds.isEmpty()) {
            kinds.add(SubjectKind.OTHER);
        }
        return new TableManifest.Column(
                Optional.of(DataCategory.valueOf(constant(text(personal, "category")))),
                kinds,
                Optional.ofNullable(personal.get("sealed")).map(String::valueOf));
    }

    private static PermissionDeclaration permission(PluginId plugin, Object each) {
        Map<?, ?> section = (Map<?, ?>) each;
        String id = text(section, "id");
        if (!id.startsWith(plugin.value() + ".")) {
            throw new IllegalArgumentException(
                    "The permission '%s' has to begin with '%s.'.".formatted(id, plugin));
        }
        return new PermissionDeclaration(
                new Permission(id),
                Role.valueOf(constant(text(section, "role"))),
                localized(section, "name"));
    }

    static LocalizedText localized(Map<?, ?> section, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(section, key)
                .forEach((tag, text) -> texts.put(String.valueOf(tag), String.valueOf(text)));
        return new LocalizedText(texts);
    }

    static String constant(Object word) {
        return String.valueOf(word).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static String text(Map<?, ?> section, String key) {
        return String.valueOf(section.get(key));
    }

    static Map<?, ?> map(Map<?, ?> section, String key) {
        return section.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(Map<?, ?> section, String key) {
        return section.get(key) instanceof List<?> list ? list : List.of();
    }
}
