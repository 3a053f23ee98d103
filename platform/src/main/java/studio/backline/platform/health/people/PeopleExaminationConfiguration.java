package studio.backline.platform.health.people;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import studio.backline.platform.health.Examination;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.signin.FactorDuty;

@Configuration(proxyBeanMethods = false)
class PeopleExaminationConfiguration {

    @Bean
    @Order(350)
    Examination factorExamination(
            FactorDuty duty,
            SecondFactors factors,
            @Value("${backline.web.address:}") String address) {
        return new FactorExamination(duty, factors, !address.isEmpty());
    }
}
