package studio.backline.platform.pluginhost.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.TableManifest;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Puts together all that a plugin says of its schema: entities, manifest, migrations. */
public final class PluginData {

    private static final String MIGRATIONS = "db/migration/";

    private PluginData() {}

    /**
     * Reads the declarations of a plugin.
     *
     * @param persistent its persistent classes, loaded by its own loader
     */
    public static PluginSchema schema(
            PluginManifest manifest, Path jar, List<Class<?>> persistent) {
        EntityTables entities = new EntityTables(persistent);
        Map<String, TableManifest> declared = new LinkedHashMap<>();
        manifest.tables().forEach(table -> declared.put(table.table(), table));
        Set<String> names = new LinkedHashSet<>(entities.tables().keySet());
        names.addAll(declared.keySet());
        List<TableDeclaration> tables =
                names.stream()
                        .map(name -> merge(name, entities.tables().get(name), declared.get(name)))
                        .toList();
        return new PluginSchema(
                manifest.id(), migrations(manifest.id(), jar), tables, entities.searches());
    }

    private static TableDeclaration merge(
            String name,
            EntityTables.@Nullable EntityTable entity,
            @Nullable TableManifest declared) {
        Map<String, ColumnDeclaration> columns = new LinkedHashMap<>();
        Optional<String> path = Optional.empty();
        Optional<String> noPath = Optional.empty();
        TableScope scope = TableScope.TENANT;
        if (declared != null) {
            declared.columns()
                    .forEach(
                            (column, said) ->
                                    columns.put(
                                            column,
                                            new ColumnDeclaration(
                                                    column,
                                                    said.category(),
                                                    said.of(),
                                                    said.sealed()
                                                            .map(
                                                                    ColumnDeclaration.Seal
                                                                            ::ofTenant))));
            path = declared.subjectPath();
            noPath = declared.noSubject();
            scope = declared.tenant() ? TableScope.TENANT : TableScope.GLOBAL;
        }
        if (entity != null) {
            // The annotation stands next to the field and is the nearer witness.
            columns.putAll(entity.columns());
            path = entity.subjectPath().isPresent() ? entity.subjectPath() : path;
        }
        return new TableDeclaration(name, scope, path, noPath, new ArrayList<>(columns.values()));
    }

    /** The migrations that a jar brings. */
    public static List<SqlMigration> migrations(PluginId plugin, Path jar) {
        List<SqlMigration> found = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (entry.isDirectory() || !entry.getName().startsWith(MIGRATIONS)) {
                    continue;
                }
                String name = entry.getName().substring(MIGRATIONS.length());
                try (InputStream in = zip.getInputStream(entry)) {
                    found.add(SqlMigration.named(name, text(name, in.readAllBytes())));
                }
            }
        } catch (IllegalArgumentException wrong) {
            throw Refusals.because(wrong, "migrations-wrong", plugin, wrong.getMessage());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return found;
    }

    private static String text(String name, byte[] sql) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sql)).toString();
        } catch (CharacterCodingException other) {
            throw new IllegalArgumentException("'%s' is not in UTF-8.".formatted(name), other);
        }
    }
}
