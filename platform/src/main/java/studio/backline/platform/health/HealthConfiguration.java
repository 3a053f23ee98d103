package studio.backline.platform.health;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import studio.backline.platform.database.Database;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.outbound.KnownNames;

/**
 * What the core itself looks at. The numbers say in which order it is told; other modules find
 * their place between them.
 */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    Doctor doctor(ObjectProvider<Examination> examinations) {
        return new Doctor(() -> examinations.orderedStream().toList());
    }

    @Bean
    @Order(100)
    Examination keyExamination(
            @Value("${backline.data:./data}") Path data,
            @Value("${backline.encryption.root-key-file:}") String rootKey) {
        Path file = rootKey.isBlank() ? KeyStore.usualRootKeyFile() : Path.of(rootKey);
        return new KeyExamination(whole(file), whole(data));
    }

    @Bean
    @Order(110)
    Examination folderExamination(@Value("${backline.data:./data}") Path data) {
        return new FolderExamination(whole(data));
    }

    @Bean
    @Order(120)
    Examination roomExamination(@Value("${backline.data:./data}") Path data) {
        return new RoomExamination(whole(data));
    }

    @Bean
    @Order(200)
    Examination databaseExamination(Database database) {
        return new DatabaseExamination(database);
    }

    @Bean
    @Order(210)
    Examination exposureExamination(Database database, Environment environment) {
        boolean embedded = environment.getProperty("backline.database.url", "").isBlank();
        return new ExposureExamination(database, embedded);
    }

    @Bean
    @Order(220)
    Examination clockExamination(Database database, ObjectProvider<Clock> clock) {
        return new ClockExamination(database, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @Order(900)
    Examination contactsExamination() {
        return new ContactsExamination(KnownNames.ofProcess());
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
