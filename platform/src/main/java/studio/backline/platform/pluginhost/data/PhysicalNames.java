package studio.backline.platform.pluginhost.data;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.lang.reflect.Field;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;

/** Names of tables and columns as Hibernate makes them, by the same strategy. */
final class PhysicalNames extends PhysicalNamingStrategySnakeCaseImpl {

    private static final PhysicalNames STRATEGY = new PhysicalNames();

    static String table(Class<?> entity) {
        Table table = entity.getAnnotation(Table.class);
        if (table != null && !table.name().isEmpty()) {
            return physical(table.name());
        }
        Entity named = entity.getAnnotation(Entity.class);
        return physical(
                named == null || named.name().isEmpty() ? entity.getSimpleName() : named.name());
    }

    static String column(Field field) {
        Column column = field.getAnnotation(Column.class);
        if (column != null && !column.name().isEmpty()) {
            return physical(column.name());
        }
        JoinColumn join = field.getAnnotation(JoinColumn.class);
        if (join != null && !join.name().isEmpty()) {
            return physical(join.name());
        }
        boolean refers =
                field.isAnnotationPresent(ManyToOne.class)
                        || field.isAnnotationPresent(OneToOne.class);
        return physical(refers ? field.getName() + "_id" : field.getName());
    }

    private static String physical(String logical) {
        Identifier name = Identifier.toIdentifier(logical);
        return name.isQuoted() ? name.getText() : STRATEGY.unquotedIdentifier(name).getText();
    }
}
