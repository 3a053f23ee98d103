package studio.backline.plugins.crm.trash;

import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import studio.backline.contract.jobs.JobSchedule;

/** What is done about deleted people, and when. */
@Configuration(proxyBeanMethods = false)
@Import(EmptyTrash.class)
public class TrashConfiguration {

    @Bean
    JobSchedule emptyTrashAtNight() {
        return new JobSchedule(EmptyTrash.TYPE, "0 20 3 * * *", ZoneId.systemDefault());
    }
}
