package studio.backline.ui.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import studio.backline.platform.identity.PasswordPolicy;
import studio.backline.platform.settings.InstanceSettings;

/** The host's message bundle, for screens and for pages alike. */
@Configuration(proxyBeanMethods = false)
class TextConfiguration {

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasename("i18n/messages");
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        source.setDefaultLocale(Locale.ENGLISH);
        return source;
    }

    @Bean
    HostTexts hostTexts(MessageSource messageSource) {
        return new HostTexts(messageSource);
    }

    @Bean
    HouseLanguage houseLanguage(InstanceSettings settings) {
        return new HouseLanguage(settings);
    }

    @Bean
    Refusals refusals(HostTexts texts) {
        return new Refusals(texts);
    }

    @Bean
    AccountFaults accountFaults(PasswordPolicy passwords) {
        return new AccountFaults(passwords);
    }
}
