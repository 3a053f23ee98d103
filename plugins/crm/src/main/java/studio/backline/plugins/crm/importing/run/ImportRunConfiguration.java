package studio.backline.plugins.crm.importing.run;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The jobs of an import and what they work with. */
@Configuration(proxyBeanMethods = false)
@Import({
    ChunkImports.class,
    ImportRun.class,
    UndoSteps.class,
    RehearseImport.class,
    ImportPeople.class,
    UndoImport.class
})
public class ImportRunConfiguration {}
