package studio.backline.testkit.flat;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.util.ClassUtils;
import studio.backline.contract.privacy.NotPersonal;
import studio.backline.contract.privacy.PersonalData;

/** What the plugin on the class path says of its columns, by its entities and its descriptor. */
public final class ClassifiedColumns {

    private ClassifiedColumns() {}

    /** The columns that are said to hold personal data or not to, as {@code table.column}. */
    public static Set<String> onTheClassPath() {
        ClassLoader loader = Objects.requireNonNull(ClassUtils.getDefaultClassLoader());
        PluginDescriptor descriptor = PluginDescriptor.read(loader);
        Set<String> columns = new TreeSet<>();
        DeclaredSchema.entities(descriptor, loader)
                .forEach(entity -> addClassified(entity, columns));
        descriptor
                .tables()
                .forEach(
                        (table, said) ->
                                said.columns().keySet().stream()
                                        .map(column -> table + "." + column)
                                        .forEach(columns::add));
        return columns;
    }

    private static void addClassified(Class<?> entity, Set<String> columns) {
        String table = DeclaredSchema.tableOf(entity);
        Arrays.stream(entity.getDeclaredFields())
                .filter(DeclaredSchema::isStored)
                .filter(field -> says(field) || says(entity))
                .map((Field field) -> table + "." + DeclaredSchema.columnOf(field))
                .forEach(columns::add);
    }

    private static boolean says(AnnotatedElement place) {
        return place.isAnnotationPresent(NotPersonal.class)
                || place.isAnnotationPresent(PersonalData.class);
    }
}
