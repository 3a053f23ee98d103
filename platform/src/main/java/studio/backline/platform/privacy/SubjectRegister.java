package studio.backline.platform.privacy;

import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.subject.Subjects;
import studio.backline.platform.database.PluginConnection;

/** Hands each plugin the register of people, on that plugin's own connection. */
@Component
public class SubjectRegister {

    /** The register as the plugin behind this connection may use it. */
    public Subjects on(PluginConnection plugin) {
        return new PluginSubjects(plugin);
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
            plugin.requireTransaction();
            plugin.jdbc()
                    .sql("select backline_api.withdraw_subjects(?)")
                    .param(ids.stream().map(SubjectId::value).toArray(UUID[]::new))
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
