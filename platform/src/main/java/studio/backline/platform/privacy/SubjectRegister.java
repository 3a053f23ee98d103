package studio.backline.platform.privacy;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.subject.Subjects;
import studio.backline.platform.database.PluginConnection;

/** Hands each plugin the register of people, on that plugin's own connection. */
@Component
public class SubjectRegister {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SubjectRegister(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The register as the plugin behind this connection may use it. */
    public Subjects on(PluginConnection plugin) {
        return new PluginSubjects(plugin);
    }

    /**
     * Takes out, in all workspaces, the people whom only this plugin knows, with what they allowed;
     * what an address may not be used for stays.
     */
    public void erase(PluginId plugin) {
        transaction.executeWithoutResult(
                status ->
                        jdbc.sql("select backline.erase_subjects(?)")
                                .param(plugin.schema())
                                .query(Long.class)
                                .single());
    }

    private record PluginSubjects(PluginConnection plugin) implements Subjects {

        @Override
        public void register(SubjectId id, SubjectKind kind) {
            plugin.requireTransaction();
            plugin.jdbc()
                    .sql("select backline_api.register_subjects(array[?]::uuid[], ?)")
                    .params(id.value(), kind.name())
                    .query(Integer.class)
                    .single();
        }

        @Override
        public void withdraw(Collection<SubjectId> ids) {
            withdrawFor(ids, "");
        }

        @Override
        public void withdraw(Collection<SubjectId> ids, String reason) {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("A grant is undone for a reason.");
            }
            withdrawFor(ids, reason);
        }

        private void withdrawFor(Collection<SubjectId> ids, String reason) {
            plugin.requireTransaction();
            plugin.jdbc()
                    .sql("select backline_api.withdraw_subjects(?, ?)")
                    .params(ids.stream().map(SubjectId::value).toArray(UUID[]::new), reason)
                    .query(Integer.class)
                    .single();
        }

        @Override
        public void merge(SubjectId alias, SubjectId subject) {
            plugin.requireTransaction();
            plugin.jdbc()
                    .sql("select 1 from backline_api.merge_subjects(?, ?)")
                    .params(alias.value(), subject.value())
                    .query(Integer.class)
                    .single();
        }
    }
}
