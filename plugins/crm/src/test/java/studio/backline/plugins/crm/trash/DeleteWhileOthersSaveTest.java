package studio.backline.plugins.crm.trash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.organisation.Organisation;
import studio.backline.plugins.crm.organisation.OrganisationDetails;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.testkit.flat.FlatHost;

/** What is saved in the moment of a deletion comes back with what was deleted. */
class DeleteWhileOthersSaveTest {

    private final FlatHost host = CrmHost.host();
    private final Caller caller = host.newWorkspace();

    @Test
    void aPersonComesBackAsTheyWereSaved() {
        PersonService people = host.bean(PersonService.class);
        PersonProfile ada = call(() -> people.add(CrmHost.person("Ada", "King")));

        deletedWhile(
                () -> people.change(ada.id(), ada.version(), CrmHost.person("Ada", "Lovelace")),
                () -> people.delete(ada.id()));

        assertThat(call(() -> people.restore(ada.id())).details().display())
                .isEqualTo("Ada Lovelace");
    }

    @Test
    void anOrganisationComesBackAsItWasSaved() {
        OrganisationService organisations = host.bean(OrganisationService.class);
        Organisation hall = call(() -> organisations.add(organisation("Leipzig")));

        deletedWhile(
                () ->
                        organisations.change(
                                hall.id(), hall.version(), organisation("Halle", "Club")),
                () -> organisations.delete(hall.id()));

        OrganisationDetails back = call(() -> organisations.restore(hall.id())).details();
        assertThat(back.city()).isEqualTo("Halle");
        assertThat(back.tags()).containsExactly("Club");
    }

    private void deletedWhile(Runnable save, Runnable delete) {
        CompletableFuture<?>[] begun = new CompletableFuture<?>[1];
        host.inTransaction(
                caller,
                () -> {
                    save.run();
                    begun[0] = CrmHost.besides(() -> host.run(caller, delete));
                    return true;
                });
        begun[0].join();
    }

    private <T> T call(Callable<T> work) {
        return host.call(caller, work);
    }

    private static OrganisationDetails organisation(String city, String... tags) {
        return new OrganisationDetails("Hall", city, "", Set.of(), List.of(), Set.of(tags));
    }
}
