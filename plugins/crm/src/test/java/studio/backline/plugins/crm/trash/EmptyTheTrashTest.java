package studio.backline.plugins.crm.trash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.jobs.JobSchedule;
import studio.backline.contract.jobs.JobState;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.party.PartyGoneException;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

/** Whoever was deleted more than 30 days ago is gone for good, without anybody doing anything. */
class EmptyTheTrashTest {

    private final FlatHost host = CrmHost.host();
    private final Caller caller = host.newWorkspace();
    private final PersonService people = host.bean(PersonService.class);

    @Test
    void itForgetsWhomNobodyBroughtBackInTimeAndNobodyElse() {
        SubjectId late = deleted("Ella", 31);
        SubjectId inTime = deleted("Billie", 29);

        JobId job =
                host.inTransaction(
                        caller, () -> host.bean(Jobs.class).enqueue(EmptyTrash.TYPE, Map.of()));

        assertThat(host.call(caller, () -> host.jobs().find(job)).orElseThrow().state())
                .isEqualTo(JobState.DONE);
        assertThatThrownBy(() -> host.call(caller, () -> people.restore(late)))
                .isInstanceOf(PartyGoneException.class);
        assertThat(host.call(caller, () -> people.restore(inTime)).id()).isEqualTo(inTime);
    }

    @Test
    void itIsDoneEachNight() {
        assertThat(host.beans(JobSchedule.class))
                .extracting(JobSchedule::type)
                .contains(EmptyTrash.TYPE);
    }

    private SubjectId deleted(String name, int daysAgo) {
        SubjectId id = host.call(caller, () -> people.add(CrmHost.person(name, "Test"))).id();
        host.run(caller, () -> people.delete(id));
        host.database()
                .execute(
                        "update p_crm.deleted_person set deleted_at = now() - interval '%d days' where id = '%s'"
                                .formatted(daysAgo, id.value()));
        return id;
    }
}
