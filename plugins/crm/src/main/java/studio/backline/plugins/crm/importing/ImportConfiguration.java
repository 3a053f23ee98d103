package studio.backline.plugins.crm.importing;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import studio.backline.plugins.crm.importing.strange.StrangeWordStore;

/** The import's service and what it keeps its books with. */
@Configuration(proxyBeanMethods = false)
@Import({StrangeWordStore.class, ImportStore.class, ImportLedger.class, ImportService.class})
public class ImportConfiguration {}
