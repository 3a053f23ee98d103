package studio.backline.plugins.crm.person;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.CrmHost;
import studio.backline.plugins.crm.organisation.OrganisationKeys;
import studio.backline.plugins.crm.tag.TagKeys;
import studio.backline.testkit.flat.FlatHost;

/** Whoever saves and an import that runs wait for each other in one order. */
class SaveWhileImportsRunTest {

    private final FlatHost host = CrmHost.host();
    private final Caller caller = host.newWorkspace();
    private final PersonService people = host.bean(PersonService.class);

    @Test
    void whoIsSavedWhileAnImportMakesTheirTagIsWaitedForByNobody() {
        savedWhile(entities -> new TagKeys(entities).require(List.of("Club")));
    }

    @Test
    void whoIsSavedWhileAnImportMakesTheirOrganisationIsWaitedForByNobody() {
        savedWhile(entities -> new OrganisationKeys(entities).require("Hall"));
    }

    /** As an import does: names first, then the people. */
    private void savedWhile(Consumer<EntityManager> names) {
        SubjectId ada = host.call(caller, () -> people.add(CrmHost.person("Ada", "King")).id());
        EntityManager entities = host.bean(EntityManager.class);
        CompletableFuture<?>[] begun = new CompletableFuture<?>[1];
        host.inTransaction(
                caller,
                () -> {
                    names.accept(entities);
                    begun[0] =
                            CrmHost.besides(
                                    () ->
                                            host.run(
                                                    caller,
                                                    () ->
                                                            edit(
                                                                    ada,
                                                                    SaveWhileImportsRunTest
                                                                            ::atTheHall)));
                    entities.createNativeQuery(
                                    "select id from person where id = :id for no key update")
                            .setParameter("id", ada.value())
                            .getSingleResult();
                    return true;
                });
        begun[0].join();
        PersonDetails saved = host.call(caller, () -> people.find(ada).orElseThrow().details());
        assertThat(saved.tags()).containsExactly("Club");
        assertThat(saved.affiliations()).hasSize(1);
    }

    private void edit(SubjectId id, UnaryOperator<PersonDetails> change) {
        PersonProfile now = people.find(id).orElseThrow();
        people.change(id, now.version(), change.apply(now.details()));
    }

    private static PersonDetails atTheHall(PersonDetails known) {
        return new PersonDetails(
                known.name(),
                known.language(),
                known.city(),
                known.country(),
                known.roles(),
                known.contacts(),
                List.of(new Affiliation("Hall", "")),
                Set.of("Club"));
    }
}
