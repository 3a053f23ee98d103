package studio.backline.platform.pluginhost.data;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Transient;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.encryption.Sealed;
import studio.backline.contract.encryption.SealedField;
import studio.backline.contract.privacy.NotPersonal;
import studio.backline.contract.privacy.PersonalData;
import studio.backline.contract.privacy.Searchable;
import studio.backline.contract.privacy.SubjectPath;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.SearchDeclaration;

/** What entities say of their tables by annotation. */
final class EntityTables {

    /** A table as one or several entities see it. */
    record EntityTable(
            String name, Optional<String> subjectPath, Map<String, ColumnDeclaration> columns) {}

    private final Map<String, EntityTable> tables = new LinkedHashMap<>();
    private final List<SearchDeclaration> searches = new ArrayList<>();

    EntityTables(List<Class<?>> persistent) {
        persistent.stream()
                .filter(type -> type.isAnnotationPresent(Entity.class))
                .forEach(this::add);
    }

    Map<String, EntityTable> tables() {
        return tables;
    }

    List<SearchDeclaration> searches() {
        return searches;
    }

    private void add(Class<?> entity) {
        String name = PhysicalNames.table(entity);
        EntityTable table =
                tables.computeIfAbsent(
                        name,
                        key ->
                                new EntityTable(
                                        key,
                                        Optional.ofNullable(entity.getAnnotation(SubjectPath.class))
                                                .map(SubjectPath::value),
                                        new LinkedHashMap<>()));
        for (Class<?> type = entity; isMapped(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                addField(table, field, entity, type);
            }
        }
        Searchable search = entity.getAnnotation(Searchable.class);
        if (search != null) {
            searches.add(
                    new SearchDeclaration(name, search.column(), Arrays.asList(search.sort())));
        }
    }

    private static boolean isMapped(@Nullable Class<?> type) {
        return type != null
                && (type.isAnnotationPresent(Entity.class)
                        || type.isAnnotationPresent(MappedSuperclass.class));
    }

    private static void addField(
            EntityTable table, Field field, Class<?> entity, Class<?> declaring) {
        if (!isColumn(field)) {
            return;
        }
        if (field.getType().isAnnotationPresent(Embeddable.class)) {
            addEmbedded(table, field, entity, declaring);
            return;
        }
        String column = PhysicalNames.column(field);
        classify(column, field, field.getDeclaringClass(), declaring, entity)
                .map(found -> sealed(found, field))
                .ifPresent(found -> table.columns().putIfAbsent(column, found));
    }

    private static void addEmbedded(
            EntityTable table, Field embedded, Class<?> entity, Class<?> declaring) {
        for (Field inner : embedded.getType().getDeclaredFields()) {
            if (isColumn(inner)) {
                String column = overridden(embedded, inner).orElse(PhysicalNames.column(inner));
                classify(column, inner, embedded, inner.getDeclaringClass(), declaring, entity)
                        .map(found -> sealed(found, inner))
                        .ifPresent(found -> table.columns().putIfAbsent(column, found));
            }
        }
    }

    /** Without the field's id nobody but the plugin could open its envelopes, nor rotate keys. */
    private static ColumnDeclaration sealed(ColumnDeclaration column, Field field) {
        SealedField sealed = field.getAnnotation(SealedField.class);
        if ((sealed == null) == (field.getType() == Sealed.class)) {
            throw new IllegalArgumentException(
                    "The field '%s.%s' has to be a Sealed with @SealedField, or neither."
                            .formatted(field.getDeclaringClass().getSimpleName(), field.getName()));
        }
        return sealed == null
                ? column
                : column.sealed(ColumnDeclaration.Seal.ofTenant(sealed.value()));
    }

    private static Optional<String> overridden(Field embedded, Field inner) {
        return Arrays.stream(embedded.getAnnotationsByType(AttributeOverride.class))
                .filter(override -> override.name().equals(inner.getName()))
                .map(AttributeOverride::column)
                .map(Column::name)
                .findFirst();
    }

    private static boolean isColumn(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic()
                && !field.isAnnotationPresent(Transient.class)
                // Rows of other tables: those say for themselves what they hold.
                && !field.isAnnotationPresent(OneToMany.class)
                && !field.isAnnotationPresent(ManyToMany.class)
                && !field.isAnnotationPresent(ElementCollection.class);
    }

    /** What the nearest place says: the field, then what is around it. */
    private static Optional<ColumnDeclaration> classify(String column, AnnotatedElement... places) {
        for (AnnotatedElement place : places) {
            PersonalData personal = place.getAnnotation(PersonalData.class);
            if (personal != null) {
                return Optional.of(
                        ColumnDeclaration.personal(
                                column, personal.value(), Set.of(personal.of())));
            }
            if (place.isAnnotationPresent(NotPersonal.class)) {
                return Optional.of(ColumnDeclaration.notPersonal(column));
            }
        }
        return Optional.empty();
    }
}
