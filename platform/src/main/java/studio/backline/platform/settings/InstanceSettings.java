package studio.backline.platform.settings;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads and changes the instance's settings, each a row. A change is seen by every node at once.
 */
public final class InstanceSettings {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    InstanceSettings(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The value that was set, else the setting's own. */
    public <T> T get(Setting<T> setting) {
        Optional<String> stored =
                transactions.execute(
                        status ->
                                jdbc.sql(
                                                "select value from backline.instance_setting where"
                                                        + " name = :name")
                                        .param("name", setting.name())
                                        .query(String.class)
                                        .optional());
        return stored.map(setting.parse()).orElse(setting.unset());
    }

    /** Changes it where it is set, while nobody else does; leaves it where the change does. */
    public <T> void change(Setting<T> setting, UnaryOperator<T> change) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        "select value from backline.instance_setting where"
                                                + " name = :name for update")
                                .param("name", setting.name())
                                .query(String.class)
                                .optional()
                                .ifPresent(
                                        stored -> {
                                            T before = setting.parse().apply(stored);
                                            T after = change.apply(before);
                                            if (!after.equals(before)) {
                                                set(setting, after);
                                            }
                                        }));
    }

    /** Sets it; inside the caller's transaction, where there is one. */
    public <T> void set(Setting<T> setting, T value) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        """
                                        insert into backline.instance_setting (name, value)
                                        values (:name, :value)
                                        on conflict (name)
                                        do update set value = excluded.value, changed_at = now()
                                        """)
                                .param("name", setting.name())
                                .param("value", setting.write().apply(value))
                                .update());
    }
}
