package studio.backline.plugins.crm.importing.run;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
public class ImportRunConfiguration {

    @Bean
    TransactionTemplate importTransaction(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }
}
