package studio.backline.testkit.flat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.privacy.NotPersonal;
import studio.backline.contract.privacy.PersonalData;
import studio.backline.contract.privacy.Searchable;
import studio.backline.contract.privacy.SubjectPath;
import studio.backline.contract.subject.SubjectKind;

/** All that a plugin says of its schema, put together as the core wants it. */
final class DeclaredSchema {

    private final Platform platform;
    private final PluginDescriptor descriptor;
    private final ClassLoader loader;
    private final Map<String, Map<String, Object>> columns = new LinkedHashMap<>();
    private final Map<String, String> subjects = new LinkedHashMap<>();
    private final Map<String, String> noSubjects = new LinkedHashMap<>();
    private final Map<String, String> scopes = new LinkedHashMap<>();
    private final List<Object> searches = new ArrayList<>();

    private DeclaredSchema(Platform platform, PluginDescriptor descriptor, ClassLoader loader) {
        this.platform = platform;
        this.descriptor = descriptor;
        this.loader = loader;
    }

    /** The core's {@code PluginSchema} of the plugin on the class path. */
    static Object of(Platform platform, PluginDescriptor descriptor, ClassLoader loader) {
        DeclaredSchema schema = new DeclaredSchema(platform, descriptor, loader);
        schema.readEntities();
        schema.readDescriptor();
        return platform.make(
                "database.PluginSchema",
                new PluginId(descriptor.id()),
                schema.migrations(),
                schema.tables(),
                schema.searches);
    }

    private void readEntities() {
        entities(descriptor, loader).forEach(this::readEntity);
    }

    /** The entities in the packages of the descriptor's entry, by name. */
    static Stream<Class<?>> entities(PluginDescriptor descriptor, ClassLoader loader) {
        ClassPathScanningCandidateComponentProvider scan =
                new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Entity.class));
        String root = ClassUtils.getPackageName(descriptor.entry());
        return scan.findCandidateComponents(root).stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .sorted()
                .map(name -> ClassUtils.resolveClassName(name, loader));
    }

    static String tableOf(Class<?> entity) {
        Table named = entity.getAnnotation(Table.class);
        return named == null ? snake(entity.getSimpleName()) : named.name();
    }

    static boolean isStored(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !field.isAnnotationPresent(Transient.class)
                && !field.isAnnotationPresent(Id.class)
                && !field.isAnnotationPresent(Version.class);
    }

    private void readEntity(Class<?> entity) {
        String table = tableOf(entity);
        scopes.put(table, "tenant");
        for (Field field : entity.getDeclaredFields()) {
            if (isStored(field)) {
                classify(entity, field).ifPresent(said -> column(table, columnOf(field), said));
            }
        }
        SubjectPath path = entity.getAnnotation(SubjectPath.class);
        if (path != null) {
            subjects.put(table, path.value());
        }
        Searchable search = entity.getAnnotation(Searchable.class);
        if (search != null) {
            searches.add(
                    platform.make(
                            "database.SearchDeclaration",
                            table,
                            search.column(),
                            List.of(search.sort())));
        }
    }

    private Optional<Object> classify(Class<?> entity, Field field) {
        if (field.isAnnotationPresent(NotPersonal.class)) {
            return Optional.of(notPersonal(columnOf(field)));
        }
        PersonalData personal = field.getAnnotation(PersonalData.class);
        if (personal == null && entity.isAnnotationPresent(NotPersonal.class)) {
            return Optional.of(notPersonal(columnOf(field)));
        }
        @Nullable PersonalData said =
                personal == null ? entity.getAnnotation(PersonalData.class) : personal;
        return said == null
                ? Optional.empty()
                : Optional.of(personal(columnOf(field), said.value(), Set.of(said.of())));
    }

    static String columnOf(Field field) {
        Column column = field.getAnnotation(Column.class);
        return column == null || column.name().isEmpty() ? snake(field.getName()) : column.name();
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private void readDescriptor() {
        descriptor
                .tables()
                .forEach(
                        (table, said) -> {
                            scopes.put(table, said.scope());
                            // The annotation stands next to the fields: the nearer witness.
                            said.subject().ifPresent(path -> subjects.putIfAbsent(table, path));
                            said.noSubject().ifPresent(why -> noSubjects.put(table, why));
                            said.columns()
                                    .forEach(
                                            (name, value) ->
                                                    column(table, name, said(name, value)));
                        });
    }

    private Object said(String column, Object value) {
        Map<String, Object> personal = PluginDescriptor.map(value);
        if (personal.isEmpty()) {
            return notPersonal(column);
        }
        Set<SubjectKind> of = EnumSet.noneOf(SubjectKind.class);
        PluginDescriptor.strings(personal.getOrDefault("of", List.of("other"))).stream()
                .map(name -> SubjectKind.valueOf(constant(name)))
                .forEach(of::add);
        DataCategory category =
                DataCategory.valueOf(constant(String.valueOf(personal.get("category"))));
        return personal(column, category, of);
    }

    private static String constant(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private Object notPersonal(String column) {
        return platform.make("database.ColumnDeclaration", column, Optional.empty(), Set.of());
    }

    private Object personal(String column, DataCategory category, Set<SubjectKind> of) {
        return platform.make("database.ColumnDeclaration", column, Optional.of(category), of);
    }

    private void column(String table, String name, Object declaration) {
        columns.computeIfAbsent(table, unseen -> new LinkedHashMap<>()).put(name, declaration);
    }

    private List<Object> tables() {
        List<Object> tables = new ArrayList<>();
        scopes.forEach(
                (table, scope) ->
                        tables.add(
                                platform.make(
                                        "database.TableDeclaration",
                                        table,
                                        platform.call(
                                                "database.TableScope",
                                                platform.type("database.TableScope"),
                                                "valueOf",
                                                constant(scope)),
                                        Optional.ofNullable(subjects.get(table)),
                                        Optional.ofNullable(noSubjects.get(table)),
                                        List.copyOf(
                                                columns.getOrDefault(table, Map.of()).values()))));
        return tables;
    }

    private List<Object> migrations() {
        try {
            List<Object> migrations = new ArrayList<>();
            for (Resource file :
                    new PathMatchingResourcePatternResolver(loader)
                            .getResources("classpath:db/migration/V*.sql")) {
                migrations.add(
                        platform.call(
                                "database.SqlMigration",
                                platform.type("database.SqlMigration"),
                                "named",
                                String.valueOf(file.getFilename()),
                                file.getContentAsString(StandardCharsets.UTF_8)));
            }
            return migrations;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the plugin's migrations", e);
        }
    }
}
