package studio.backline.plugins.crm;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import studio.backline.plugins.crm.exporting.ExportService;
import studio.backline.plugins.crm.importing.ImportConfiguration;
import studio.backline.plugins.crm.importing.run.ImportRunConfiguration;
import studio.backline.plugins.crm.note.NoteService;
import studio.backline.plugins.crm.organisation.OrganisationService;
import studio.backline.plugins.crm.person.PersonService;
import studio.backline.plugins.crm.tag.TagService;

@Configuration(proxyBeanMethods = false)
@Import({
    PersonService.class,
    OrganisationService.class,
    TagService.class,
    NoteService.class,
    ExportService.class,
    ImportConfiguration.class,
    ImportRunConfiguration.class
})
class CrmConfiguration {}
