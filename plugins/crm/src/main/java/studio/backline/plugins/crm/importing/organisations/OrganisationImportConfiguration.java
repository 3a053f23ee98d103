package studio.backline.plugins.crm.importing.organisations;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Has rows of files become organisations. */
@Configuration(proxyBeanMethods = false)
@Import({OrganisationUndo.class, OrganisationTarget.class})
public class OrganisationImportConfiguration {}
