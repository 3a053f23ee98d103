package studio.backline.plugins.crm;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.exporting.ExportService;
import studio.backline.plugins.crm.importing.ImportConfiguration;
import studio.backline.plugins.crm.importing.organisations.OrganisationImportConfiguration;
import studio.backline.plugins.crm.importing.run.ImportRunConfiguration;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.TagService;
import studio.backline.plugins.crm.trash.TrashConfiguration;

@Configuration(proxyBeanMethods = false)
@Import({
    PersonService.class,
    OrganisationService.class,
    TagService.class,
    NoteService.class,
    ConsentService.class,
    ExportService.class,
    ImportConfiguration.class,
    ImportRunConfiguration.class,
    OrganisationImportConfiguration.class,
    TrashConfiguration.class
})
@EnableJpaRepositories
class CrmConfiguration {

    /** The entity manager of the current transaction. */
    @Bean
    @Primary
    EntityManager entityManager(EntityManagerFactory entities) {
        return SharedEntityManagerCreator.createSharedEntityManager(entities);
    }
}
